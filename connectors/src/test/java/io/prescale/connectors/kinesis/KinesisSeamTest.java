package io.prescale.connectors.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class KinesisSeamTest {
  private final KinesisConnection connection = KinesisConnection.of("eu-central-1");

  @Test
  void carriesNoCredentials() {
    assertThat(connection.at("https://127.0.0.1:4567").toProperties())
        .containsOnlyKeys("aws.region", "aws.endpoint");
  }

  @Test
  void namesTheOperatorSoThatASavepointFindsIt() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    KinesisRecords.of(connection, "metrics").addTo(environment, "metrics-source").print();

    assertThat(environment.getStreamGraph().getStreamNodes())
        .anySatisfy(node -> assertThat(node.getTransformationUID()).isEqualTo("metrics-source"));
  }

  @Test
  void buildsTheDecisionSink() {
    assertThat(DecisionStreamSink.to(connection, "decisions")).isNotNull();
  }

  @Test
  void buildsTheSinkOfCollectedMetrics() {
    assertThat(MetricStreamSink.to(connection, "metrics")).isNotNull();
  }
}
