package io.prescale.connectors.files;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.prescale.domain.sample.GroupSample;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * Writes the training history: CSV files with a header, in one folder per day, on any file system
 * that Flink knows. Exactly once: a file gets its final name when the checkpoint that it belongs to
 * is complete; until then its name begins with a dot.
 *
 * <p>A slot that was revised has several rows; {@code written_at} tells which is the last.
 */
public final class HistoryFiles {
  /** The columns, in their order. */
  static final String[] COLUMNS = {
    "timestamp",
    "auto_scaling_group",
    "cpu_utilization",
    "network_in",
    "request_count",
    "is_sale_active",
    "in_service_instances",
    "desired_capacity",
    "written_at"
  };

  private HistoryFiles() {}

  /**
   * A sink of samples.
   *
   * @param folder such as {@code s3://bucket/history}
   */
  public static Sink<GroupSample> sink(String folder) {
    return FileSink.forBulkFormat(new Path(folder), CsvFile::new)
        .withBucketAssigner(DayFolders.ofSamples())
        .withOutputFileConfig(
            OutputFileConfig.builder().withPartPrefix("history").withPartSuffix(".csv").build())
        .build();
  }

  private static ObjectWriter writer() {
    CsvSchema.Builder columns = CsvSchema.builder().setUseHeader(true).setLineSeparator('\n');
    for (String column : COLUMNS) {
      columns.addColumn(column);
    }
    return CsvMapper.builder()
        .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
        .build()
        .writerFor(String[].class)
        .with(columns.build());
  }

  /** One file; Flink closes the stream. */
  private static final class CsvFile implements BulkWriter<GroupSample> {
    private final SequenceWriter rows;

    CsvFile(OutputStream out) throws IOException {
      rows =
          writer()
              .without(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
              .writeValues(out);
    }

    @Override
    public void addElement(GroupSample sample) throws IOException {
      rows.write(
          new String[] {
            Instant.ofEpochMilli(sample.slotStart).toString(),
            sample.group,
            number(sample.cpuUtilization),
            number(sample.networkIn),
            number(sample.requestCount),
            sample.saleActive ? "1" : "0",
            number(sample.inServiceInstances),
            number(sample.desiredCapacity),
            Long.toString(sample.writtenAt)
          });
    }

    @Override
    public void flush() throws IOException {
      rows.flush();
    }

    @Override
    public void finish() throws IOException {
      rows.close();
    }

    private static String number(double value) {
      return Double.isNaN(value) ? "" : Double.toString(value);
    }
  }
}
