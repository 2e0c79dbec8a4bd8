package io.prescale.simulator.metric;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Data points as lines of the JSON format of CloudWatch metric streams: {@code metric_stream_name,
 * account_id, region, namespace, metric_name, dimensions{}, timestamp} (start of the period, epoch
 * milliseconds), {@code value{count,sum,max,min}, unit}.
 */
public final class MetricStreamJson {
  /** Where the stream claims to come from. */
  public record Origin(String metricStreamName, String accountId, String region) {
    /** The account and region that the emulators of AWS services use too. */
    public static Origin simulated() {
      return new Origin("prescale-simulator", "000000000000", "us-east-1");
    }
  }

  private final JsonFactory factory = new JsonFactory();
  private final Origin origin;

  public MetricStreamJson(Origin origin) {
    this.origin = origin;
  }

  /** Writes one line, ended by a line feed, for each data point; UTF-8; leaves the stream open. */
  public void write(List<MetricDatum> data, OutputStream out) throws IOException {
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setRootValueSeparator(null);
      for (MetricDatum datum : data) {
        write(datum, json);
        json.writeRaw('\n');
      }
    }
  }

  private void write(MetricDatum datum, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("metric_stream_name", origin.metricStreamName());
    json.writeStringField("account_id", origin.accountId());
    json.writeStringField("region", origin.region());
    json.writeStringField("namespace", datum.namespace());
    json.writeStringField("metric_name", datum.metricName());
    json.writeObjectFieldStart("dimensions");
    for (Map.Entry<String, String> dimension : datum.dimensions().entrySet()) {
      json.writeStringField(dimension.getKey(), dimension.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("timestamp", datum.timestamp().toEpochMilli());
    json.writeObjectFieldStart("value");
    json.writeNumberField("count", datum.statistics().count());
    json.writeNumberField("sum", datum.statistics().sum());
    json.writeNumberField("max", datum.statistics().max());
    json.writeNumberField("min", datum.statistics().min());
    json.writeEndObject();
    json.writeStringField("unit", datum.unit());
    json.writeEndObject();
  }
}
