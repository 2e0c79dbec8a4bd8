package io.prescale.connectors.cloudwatch;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.prescale.domain.metric.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Decodes one Kinesis record of a CloudWatch metric stream in the output format OpenTelemetry
 * 1.0.0: one or more {@code ExportMetricsServiceRequest} messages, each after its length as an
 * unsigned varint.
 *
 * <p>Each data point is a summary: {@code sum} and {@code count} are the statistics of the period
 * that {@code start_time_unix_nano} begins, the quantiles 0 and 1 its minimum and maximum, which no
 * signal needs. The attributes {@code Namespace}, {@code MetricName} and {@code Dimensions} (a list
 * of key and value) stand on the data point; account and region ({@code cloud.account.id}, {@code
 * cloud.region}) on the resource, and are not read, as in JSON.
 *
 * <p>A message that cannot be read makes a dead letter, and so does a data point of a signal that
 * is wrong; they take no other with them. After a length that is wrong the rest of the record is
 * lost, since nothing tells where the next message begins. Of a record with very many bad data
 * points, the first {@value MetricRecordDecoder#MAX_DEAD_LETTERS} are told one by one and the
 * others as a number.
 *
 * <p>Not thread-safe. It never throws, except what the output throws.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-formats-opentelemetry-100.html">the
 *     format</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-formats-opentelemetry-translation-100.html">how
 *     statistics and names are translated</a>
 */
public final class OpenTelemetryDecoder {
  /** Messages within messages, as deep as the format goes with room to spare. */
  private static final int DEEPEST_NESTING = 32;

  private final SummaryPoint point = new SummaryPoint();
  private final long futureSkewMillis;

  private DecodedRecords output;
  private String excerpt;
  private int messageNumber;
  private int deadLetters;

  /**
   * @param futureSkew how far a time stamp may lie in the future, because clocks differ
   */
  public OpenTelemetryDecoder(Duration futureSkew) {
    if (futureSkew.isNegative()) {
      throw new IllegalArgumentException("future skew must not be negative, but is " + futureSkew);
    }
    this.futureSkewMillis = futureSkew.toMillis();
  }

  /**
   * Decodes one record.
   *
   * @param now epoch milliseconds, in the time that the metrics live in
   */
  public void decode(byte[] record, long now, DecodedRecords newOutput) {
    output = newOutput;
    deadLetters = 0;
    messageNumber = 0;
    if (record == null || record.length == 0) {
      output.deadLetter(
          new DeadLetter(DeadLetter.Reason.EMPTY_RECORD, "the record holds no message", ""));
    } else {
      decodeMessages(record, now + futureSkewMillis);
    }
    if (deadLetters > MetricRecordDecoder.MAX_DEAD_LETTERS) {
      int untold = deadLetters - MetricRecordDecoder.MAX_DEAD_LETTERS;
      output.deadLetter(
          new DeadLetter(
              DeadLetter.Reason.MALFORMED_OPENTELEMETRY,
              untold + " more data points of the same record could not be used",
              ""));
    }
    output = null;
    excerpt = null;
  }

  private void decodeMessages(byte[] record, long latestTimestamp) {
    int position = 0;
    while (position < record.length) {
      messageNumber++;
      int start = RecordFormat.endOfLength(record, position);
      excerpt = excerpt(record, position);
      if (start < 0) {
        deadLetter(Problem.malformedOpenTelemetry("its length is not a varint of 32 bits"));
        return;
      }
      long length = RecordFormat.lengthAt(record, position);
      if (length > record.length - start) {
        deadLetter(
            Problem.malformedOpenTelemetry(
                "its length is "
                    + length
                    + " bytes, but only "
                    + (record.length - start)
                    + " follow"));
        return;
      }
      decodeMessage(record, start, (int) length, latestTimestamp);
      position = start + (int) length;
    }
  }

  private void decodeMessage(byte[] record, int start, int length, long latestTimestamp) {
    ExportMetricsServiceRequest request;
    try {
      CodedInputStream input = CodedInputStream.newInstance(record, start, length);
      input.setRecursionLimit(DEEPEST_NESTING);
      request = ExportMetricsServiceRequest.parseFrom(input);
    } catch (InvalidProtocolBufferException broken) {
      deadLetter(Problem.malformedOpenTelemetry(broken.getMessage()));
      return;
    } catch (IOException | RuntimeException broken) {
      deadLetter(Problem.malformedOpenTelemetry(String.valueOf(broken.getMessage())));
      return;
    }
    for (ResourceMetrics resource : request.getResourceMetricsList()) {
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        scope.getMetricsList().forEach(metric -> deliver(metric, latestTimestamp));
      }
    }
  }

  private void deliver(Metric metric, long latestTimestamp) {
    if (!metric.hasSummary()) {
      // Of other kinds are only metrics that no metric stream writes.
      output.ignored();
      return;
    }
    for (SummaryDataPoint dataPoint : metric.getSummary().getDataPointsList()) {
      deliver(dataPoint, latestTimestamp);
    }
  }

  private void deliver(SummaryDataPoint dataPoint, long latestTimestamp) {
    Problem identityProblem = point.read(dataPoint);
    if (identityProblem != null) {
      deadLetter(identityProblem);
      return;
    }
    if (!point.isSignal()) {
      output.ignored();
      return;
    }
    Problem dataProblem = point.dataProblem(latestTimestamp);
    if (dataProblem != null) {
      deadLetter(dataProblem);
      return;
    }
    output.event(point.toEvent());
  }

  private void deadLetter(Problem problem) {
    deadLetters++;
    if (deadLetters <= MetricRecordDecoder.MAX_DEAD_LETTERS) {
      String located = "message " + messageNumber + ": " + problem.detail;
      output.deadLetter(new DeadLetter(problem.reason, located, excerpt));
    }
  }

  private static String excerpt(byte[] record, int position) {
    int length = Math.min(record.length - position, DeadLetter.EXCERPT_BYTES);
    return new String(record, position, length, StandardCharsets.UTF_8);
  }
}
