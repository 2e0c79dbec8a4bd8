package io.prescale.connectors.cloudwatch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes data points in CloudWatch metric-stream JSON, one object to a line, each line ended by a
 * line feed. What it writes, {@link MetricRecordDecoder} reads back as it was.
 *
 * <p>A data point holds count and sum only, so {@code min} and {@code max}, which CloudWatch's own
 * streams have, are left out rather than made up; no decoder here asks for them.
 *
 * <p>Not thread-safe.
 */
public final class MetricRecordEncoder {
  private final JsonFactory json = JsonFactory.builder().build();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
  private final String metricStreamName;
  private final String accountId;
  private final String region;

  /** What stands in the fields of the same names. */
  public MetricRecordEncoder(String metricStreamName, String accountId, String region) {
    this.metricStreamName = metricStreamName;
    this.accountId = accountId;
    this.region = region;
  }

  /** One record that holds one data point. */
  public byte[] encode(MetricEvent event) {
    return encode(List.of(event));
  }

  /**
   * One record that holds the data points in the order given.
   *
   * @throws IllegalArgumentException if count or sum of one is not a finite number
   */
  public byte[] encode(List<MetricEvent> events) {
    buffer.reset();
    try (JsonGenerator generator = json.createGenerator(buffer)) {
      generator.setRootValueSeparator(null);
      for (MetricEvent event : events) {
        write(event, generator);
        generator.writeRaw('\n');
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return buffer.toByteArray();
  }

  private void write(MetricEvent event, JsonGenerator generator) throws IOException {
    Signal signal = event.signal;
    if (!Double.isFinite(event.count) || !Double.isFinite(event.sum)) {
      throw new IllegalArgumentException("count and sum must be finite numbers: " + event);
    }
    generator.writeStartObject();
    generator.writeStringField("metric_stream_name", metricStreamName);
    generator.writeStringField("account_id", accountId);
    generator.writeStringField("region", region);
    generator.writeStringField("namespace", signal.namespace());
    generator.writeStringField("metric_name", signal.metricName());
    generator.writeObjectFieldStart("dimensions");
    generator.writeStringField(signal.dimension().cloudWatchName(), event.resource);
    generator.writeEndObject();
    generator.writeNumberField("timestamp", event.timestamp);
    generator.writeObjectFieldStart("value");
    generator.writeNumberField("sum", event.sum);
    generator.writeNumberField("count", event.count);
    generator.writeEndObject();
    generator.writeStringField("unit", unitOf(signal));
    generator.writeEndObject();
  }

  private static String unitOf(Signal signal) {
    switch (signal) {
      case CPU_UTILIZATION:
        return "Percent";
      case NETWORK_IN:
        return "Bytes";
      case REQUEST_COUNT:
        return "Count";
      case IN_SERVICE_INSTANCES:
      case DESIRED_CAPACITY:
        return "None";
    }
    throw new IllegalStateException("no such signal: " + signal);
  }
}
