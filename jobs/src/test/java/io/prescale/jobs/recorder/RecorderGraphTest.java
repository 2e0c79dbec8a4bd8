package io.prescale.jobs.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.jobs.configuration.OptionValues;
import io.prescale.jobs.configuration.RecorderConfiguration;
import io.prescale.jobs.scaler.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The recorder's graph, as a cluster with the shipped configuration takes it. */
class RecorderGraphTest {
  private static final List<String> LOG =
      List.of("--decisions.stream", "decisions", "--database.url", "jdbc:postgresql://db/log");
  private static final List<String> HISTORY =
      List.of("--metrics.stream", "metrics", "--history.path", "file:///tmp/history");

  @Test
  void everyOperatorOfBothHalvesHasAnIdentifier() {
    assertThat(operators(LOG, HISTORY))
        .contains(Operators.HISTORY_FILES, Operators.DECISION_LOG, Operators.MODEL_LOG);
  }

  @Test
  void eitherHalfGoesWithoutTheOther() {
    assertThat(operators(LOG)).contains(Operators.DECISION_LOG).doesNotContain(Operators.SEQUENCE);
    assertThat(operators(HISTORY))
        .contains(Operators.HISTORY_FILES)
        .doesNotContain(Operators.DECODE_DECISIONS);
  }

  @Test
  void twoJobsWithTheSameOptionsHaveNothingInCommonButTheCalendar() {
    assertThat(operators(LOG, HISTORY, List.of("--recorder.parts", "history")))
        .isEqualTo(operators(HISTORY));
    assertThat(operators(LOG, HISTORY, List.of("--recorder.parts", "log")))
        .isEqualTo(operators(LOG));
  }

  @SafeVarargs
  private static String operators(List<String>... options) {
    List<String> arguments = new ArrayList<>(List.of("--aws.region", "eu-central-1"));
    for (List<String> part : options) {
      arguments.addAll(part);
    }
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    new LiveRecorder(
            RecorderConfiguration.of(
                OptionValues.gather(arguments.toArray(new String[0]), Map.of())))
        .addTo(environment);
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    StringBuilder names = new StringBuilder();
    graph.getVertices().forEach(vertex -> names.append(vertex.getName()).append('\n'));
    return names.toString();
  }
}
