package io.prescale.simulator.backtest.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prescale.simulator.backtest.result.BacktestResult;
import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.SeriesResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes {@code backtest.json}: {@code {"settings": ..., "series": [{"name": ..., "policies":
 * [{"policy": ..., "sloViolationMinutes": ..., ...}, ...]}, ...]}}. A figure that is not finite is
 * {@code null}.
 */
public final class BacktestJson {
  /** Name of the file. */
  public static final String FILE = "backtest.json";

  private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Writes the file.
   *
   * @throws IOException if it cannot be written
   */
  public void write(BacktestResult result, Path file) throws IOException {
    Files.writeString(file, text(result) + "\n", StandardCharsets.UTF_8);
  }

  String text(BacktestResult result) throws IOException {
    ObjectNode root = mapper.createObjectNode();
    root.put("model", result.modelId());
    root.set("settings", settings(result.settings()));
    ArrayNode series = root.putArray("series");
    result.series().forEach(one -> series.add(series(one)));
    return mapper.writeValueAsString(root);
  }

  private ObjectNode settings(BacktestSettings settings) {
    ObjectNode node = mapper.createObjectNode();
    node.put("bootDelaySeconds", settings.fleet().life().bootDelay().toSeconds());
    node.put("warmUpSeconds", settings.fleet().life().warmUp().toSeconds());
    node.put("warmUpShare", settings.fleet().life().warmUpShare());
    node.put("terminationDelaySeconds", settings.fleet().life().terminationDelay().toSeconds());
    node.put("launchFailure", settings.fleet().life().launchFailure());
    node.put("metricDelaySeconds", settings.fleet().publication().delay().toSeconds());
    node.put("missingMetrics", settings.fleet().publication().missing());
    node.put("decisionDelaySeconds", settings.fleet().decisionDelay().toSeconds());
    node.put("minSize", settings.fleet().minSize());
    node.put("maxSize", settings.fleet().maxSize());
    node.put("targetUtilization", settings.objectives().targetUtilization());
    node.put("sloThreshold", settings.objectives().sloThreshold());
    node.put("sloAllowance", settings.objectives().sloAllowance());
    node.put("testFraction", settings.objectives().testFraction());
    node.put("instancePrice", settings.objectives().instancePrice());
    node.put("seed", settings.seed());
    return node;
  }

  private ObjectNode series(SeriesResult series) {
    ObjectNode node = mapper.createObjectNode();
    node.put("name", series.name());
    node.put("unit", series.unit());
    node.put("instanceCapacity", series.instanceCapacity());
    node.put("start", series.start().toString());
    node.put("minutes", series.minutes());
    ArrayNode policies = node.putArray("policies");
    series.policies().forEach(policy -> policies.add(policy(policy)));
    return node;
  }

  private ObjectNode policy(PolicyResult policy) {
    ObjectNode node = mapper.createObjectNode();
    node.put("policy", policy.policy());
    for (MeasureColumn column : MeasureColumn.ALL) {
      double value = column.value().applyAsDouble(policy.measures());
      if (column.whole()) {
        node.put(column.name(), (long) value);
      } else if (Double.isFinite(value)) {
        node.put(column.name(), value);
      } else {
        node.putNull(column.name());
      }
    }
    return node;
  }
}
