package io.prescale.connectors.kinesis;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;

/** The records of a Kinesis stream as raw bytes. */
public final class KinesisRecords {
  private static final Duration SHARD_DISCOVERY = Duration.ofSeconds(30);

  private final KinesisConnection connection;
  private final String stream;
  private final String initialPosition;

  private KinesisRecords(KinesisConnection connection, String stream, String initialPosition) {
    this.connection = connection;
    this.stream = stream;
    this.initialPosition = initialPosition;
  }

  /** All records of a stream that it still holds, and those to come. */
  public static KinesisRecords of(KinesisConnection connection, String stream) {
    return new KinesisRecords(connection, stream, "TRIM_HORIZON");
  }

  /**
   * The same, beginning elsewhere where there is no checkpoint.
   *
   * @param position {@code TRIM_HORIZON} or {@code LATEST}
   */
  public KinesisRecords from(String position) {
    return new KinesisRecords(connection, stream, position);
  }

  /** Adds the source to the environment; {@code operator} is its identifier and its name. */
  // FlinkKinesisConsumer is deprecated in favour of a source that, in the newest release for Flink
  // 1.20 at hand, fails when a stream is resharded. This class is the one place to change.
  @SuppressWarnings("deprecation")
  public DataStream<byte[]> addTo(StreamExecutionEnvironment environment, String operator) {
    return environment
        .addSource(
            new FlinkKinesisConsumer<>(stream, new RawRecords(), properties()),
            operator,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
        .uid(operator);
  }

  private Properties properties() {
    Properties properties = connection.toProperties();
    properties.setProperty(ConsumerConfigConstants.STREAM_INITIAL_POSITION, initialPosition);
    properties.setProperty(
        ConsumerConfigConstants.SHARD_DISCOVERY_INTERVAL_MILLIS,
        Long.toString(SHARD_DISCOVERY.toMillis()));
    // A shard allows five reads a second to all of its consumers together.
    properties.setProperty(ConsumerConfigConstants.SHARD_GETRECORDS_INTERVAL_MILLIS, "500");
    return properties;
  }
}
