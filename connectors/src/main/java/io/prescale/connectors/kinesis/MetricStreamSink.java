package io.prescale.connectors.kinesis;

import io.prescale.connectors.collector.GroupRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSink;

/** Collected metrics to a Kinesis stream, those of one group in one shard. */
public final class MetricStreamSink {
  private MetricStreamSink() {}

  /** At least once: after a failure data points may come twice, which changes nothing. */
  public static Sink<GroupRecord> to(KinesisConnection connection, String stream) {
    SerializationSchema<GroupRecord> data = record -> record.data;
    return KinesisStreamsSink.<GroupRecord>builder()
        .setKinesisClientProperties(connection.toProperties())
        .setSerializationSchema(data)
        // Kinesis takes keys of up to 256 characters; a group's name has 255 at most.
        .setPartitionKeyGenerator(record -> record.group)
        .setStreamName(stream)
        .setFailOnError(false)
        .build();
  }
}
