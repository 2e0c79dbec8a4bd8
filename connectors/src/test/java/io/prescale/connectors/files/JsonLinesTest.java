package io.prescale.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.connectors.json.JsonSchemas;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
  @TempDir Path folder;

  @Test
  void writesDecisionsToTheFolderOfTheirDay() throws Exception {
    ScalingDecision friday = decision("web", "2026-11-27T23:55:00Z");
    ScalingDecision saturday = decision("web", "2026-11-28T00:00:00Z");
    StreamExecutionEnvironment environment = environment();
    environment
        .fromData(friday, saturday)
        .uid("decisions")
        .sinkTo(
            JsonLines.sink(
                folder.toUri().toString(), JsonSchemas.decisions(), DayFolders.ofDecisions()))
        .uid("sink");
    environment.execute();

    assertThat(lines())
        .containsOnly(
            Map.entry("day=2026-11-27", List.of(new DecisionJson().write(friday))),
            Map.entry("day=2026-11-28", List.of(new DecisionJson().write(saturday))));
  }

  @Test
  void writesDeadLettersWithWhateverTheyHold() throws Exception {
    StreamExecutionEnvironment environment = environment();
    environment
        .fromData(
            new DeadLetter(DeadLetter.Reason.MALFORMED_JSON, "line 1: \"x\"", "{\n\u0000\ufffd"))
        .uid("dead-letters")
        .sinkTo(
            JsonLines.sink(
                folder.toUri().toString(), JsonSchemas.deadLetters(), DayFolders.ofArrival()))
        .uid("sink");
    environment.execute();

    assertThat(lines().values())
        .containsExactly(
            List.of(
                "{\"reason\":\"MALFORMED_JSON\",\"detail\":\"line 1: \\\"x\\\"\","
                    + "\"excerpt\":\"{\\n\\u0000\ufffd\"}"));
  }

  private Map<String, List<String>> lines() throws IOException {
    Map<String, List<String>> lines = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file.getFileName().toString()).startsWith("part-").endsWith(".jsonl");
        lines
            .computeIfAbsent(file.getParent().getFileName().toString(), day -> new ArrayList<>())
            .addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static ScalingDecision decision(String group, String slotEnd) {
    ScalingDecision decision = new ScalingDecision();
    decision.group = group;
    decision.slotEnd = Instant.parse(slotEnd).toEpochMilli();
    decision.id = group + "@" + slotEnd;
    decision.reason = Reason.METRICS_MISSING;
    decision.forecastUnavailable =
        io.prescale.domain.forecast.ForecastedSequence.Unavailable.NO_MODEL;
    return decision;
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
  }
}
