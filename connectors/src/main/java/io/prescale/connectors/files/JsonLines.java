package io.prescale.connectors.files;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * Writes records as lines of JSON to a folder on any file system that Flink knows, in one folder
 * per day. Exactly once: a file gets its final name when the checkpoint that it belongs to is
 * complete.
 */
public final class JsonLines {
  private JsonLines() {}

  /**
   * A sink of JSON lines.
   *
   * @param folder such as {@code s3://bucket/decisions}
   * @param schema gives the line without its end
   * @param days gives each record's day
   */
  public static <T> Sink<T> sink(
      String folder, SerializationSchema<T> schema, BucketAssigner<T, String> days) {
    return FileSink.forRowFormat(new Path(folder), new LineEncoder<>(schema))
        .withBucketAssigner(days)
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(
            OutputFileConfig.builder().withPartPrefix("part").withPartSuffix(".jsonl").build())
        .build();
  }

  private static final class LineEncoder<T> implements Encoder<T> {
    private static final long serialVersionUID = 1L;

    private final SerializationSchema<T> schema;
    private transient boolean opened;

    LineEncoder(SerializationSchema<T> schema) {
      this.schema = schema;
    }

    @Override
    public void encode(T record, OutputStream stream) throws IOException {
      if (!opened) {
        open();
      }
      stream.write(schema.serialize(record));
      stream.write('\n');
    }

    private void open() throws IOException {
      try {
        schema.open(null);
      } catch (Exception e) {
        throw new IOException("cannot open " + schema.getClass().getSimpleName(), e);
      }
      opened = true;
    }
  }
}
