package io.prescale.connectors.kinesis;

import io.prescale.connectors.json.JsonSchemas;
import io.prescale.domain.policy.ScalingDecision;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSink;

/** Decisions to a Kinesis stream, as JSON, those of one group in one shard and so in order. */
public final class DecisionStreamSink {
  private DecisionStreamSink() {}

  /** At least once: after a failure decisions may come twice, with the same identifier. */
  public static Sink<ScalingDecision> to(KinesisConnection connection, String stream) {
    return KinesisStreamsSink.<ScalingDecision>builder()
        .setKinesisClientProperties(connection.toProperties())
        .setSerializationSchema(JsonSchemas.decisions())
        .setPartitionKeyGenerator(decision -> decision.group)
        .setStreamName(stream)
        .setFailOnError(false)
        .build();
  }
}
