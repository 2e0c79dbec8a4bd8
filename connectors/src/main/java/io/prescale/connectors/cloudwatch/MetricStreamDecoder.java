package io.prescale.connectors.cloudwatch;

import java.time.Duration;
import java.util.Objects;

/**
 * Decodes Kinesis records of a CloudWatch metric stream in either of its formats; see {@link
 * MetricRecordDecoder} and {@link OpenTelemetryDecoder}. A stream may hold both.
 *
 * <p>Not thread-safe. It never throws, except what the output throws.
 */
public final class MetricStreamDecoder {
  private final RecordFormat format;
  private final MetricRecordDecoder json;
  private final OpenTelemetryDecoder openTelemetry;

  /**
   * @param format that all records are in, or {@code AUTO} to find out of each
   * @param futureSkew how far a time stamp may lie in the future, because clocks differ
   */
  public MetricStreamDecoder(RecordFormat format, Duration futureSkew) {
    this.format = Objects.requireNonNull(format, "format");
    this.json = new MetricRecordDecoder(futureSkew);
    this.openTelemetry = new OpenTelemetryDecoder(futureSkew);
  }

  /**
   * Decodes one record.
   *
   * @param now epoch milliseconds, in the time that the metrics live in
   */
  public void decode(byte[] record, long now, DecodedRecords output) {
    byte[] bytes = record == null ? new byte[0] : record;
    switch (format == RecordFormat.AUTO ? RecordFormat.of(bytes) : format) {
      case OPENTELEMETRY:
        openTelemetry.decode(bytes, now, output);
        break;
      case JSON:
      case AUTO:
        json.decode(bytes, now, output);
        break;
    }
  }
}
