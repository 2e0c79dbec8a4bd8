package io.prescale.connectors.kinesis;

import io.prescale.connectors.json.JsonSchemas;
import io.prescale.domain.policy.ScalingDecision;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSink;

/** Decisions to a Kinesis stream, as JSON, those of one group in one shard and so in order. */
public final class DecisionStreamSink {
  private DecisionStreamSink() {}

  /** At least once: after a failure decisions may come twice, with the same identifier. */
  public static Sink<ScalingDecision> to(KinesisConnection connection, String stream) {
    Properties properties = connection.toProperties();
    if (connection.endpoint().isPresent()) {
      // Emulators speak HTTP/1.1 and have certificates that nobody has signed.
      properties.setProperty("aws.trust.all.certificates", "true");
      properties.setProperty("aws.http.protocol.version", "HTTP1_1");
    }
    return KinesisStreamsSink.<ScalingDecision>builder()
        .setKinesisClientProperties(properties)
        .setSerializationSchema(JsonSchemas.decisions())
        .setPartitionKeyGenerator(decision -> decision.group)
        .setStreamName(stream)
        .setFailOnError(false)
        .build();
  }
}
