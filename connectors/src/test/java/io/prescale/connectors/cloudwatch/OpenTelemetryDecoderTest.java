package io.prescale.connectors.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import io.opentelemetry.proto.resource.v1.Resource;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.DeadLetter.Reason;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenTelemetryDecoderTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final long START = 1_699_999_980_000L;

  private final MetricStreamDecoder decoder =
      new MetricStreamDecoder(RecordFormat.AUTO, Duration.ofMinutes(5));

  private CollectedRecords decode(byte[] record) {
    CollectedRecords found = new CollectedRecords();
    decoder.decode(record, NOW, found);
    return found;
  }

  private DeadLetter refused(byte[] record) {
    CollectedRecords found = decode(record);
    assertThat(found.events).isEmpty();
    assertThat(found.ignored).isZero();
    assertThat(found.deadLetters).hasSize(1);
    return found.deadLetters.get(0);
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue dimensions(Map<String, String> dimensions) {
    KeyValueList.Builder list = KeyValueList.newBuilder();
    dimensions.forEach((name, value) -> list.addValues(attribute(name, text(value))));
    return AnyValue.newBuilder().setKvlistValue(list).build();
  }

  private static SummaryDataPoint.Builder point(
      String namespace, String metricName, Map<String, String> dimensions) {
    return SummaryDataPoint.newBuilder()
        .addAttributes(attribute("Namespace", text(namespace)))
        .addAttributes(attribute("MetricName", text(metricName)))
        .addAttributes(attribute("Dimensions", dimensions(dimensions)))
        .setStartTimeUnixNano(START * 1_000_000)
        .setTimeUnixNano((START + 60_000) * 1_000_000)
        .setCount(4)
        .setSum(181.5)
        .addQuantileValues(ValueAtQuantile.newBuilder().setQuantile(0).setValue(10))
        .addQuantileValues(ValueAtQuantile.newBuilder().setQuantile(0.99).setValue(79.9))
        .addQuantileValues(ValueAtQuantile.newBuilder().setQuantile(1).setValue(80.5));
  }

  private static SummaryDataPoint.Builder cpu() {
    return point("AWS/EC2", "CPUUtilization", Map.of("AutoScalingGroupName", "web"));
  }

  private static Metric summary(SummaryDataPoint.Builder... points) {
    Summary.Builder summary = Summary.newBuilder();
    Arrays.asList(points).forEach(summary::addDataPoints);
    return Metric.newBuilder()
        .setName("amazonaws.com/AWS/EC2/CPUUtilization")
        .setUnit("%")
        .setSummary(summary)
        .build();
  }

  private static ExportMetricsServiceRequest request(Metric... metrics) {
    Resource resource =
        Resource.newBuilder()
            .addAttributes(attribute("cloud.provider", text("aws")))
            .addAttributes(attribute("cloud.account.id", text("123456789012")))
            .addAttributes(attribute("cloud.region", text("us-east-1")))
            .build();
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource)
                .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(Arrays.asList(metrics))))
        .build();
  }

  private static byte[] record(ExportMetricsServiceRequest... requests) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (ExportMetricsServiceRequest request : requests) {
        request.writeDelimitedTo(bytes);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] record(SummaryDataPoint.Builder... points) {
    return record(request(summary(points)));
  }

  private static byte[] changed(Consumer<SummaryDataPoint.Builder> change) {
    SummaryDataPoint.Builder point = cpu();
    change.accept(point);
    return record(point);
  }

  @Test
  void readsWhatTheJsonFormatWouldGive() {
    CollectedRecords found = decode(record(cpu()));

    assertThat(found.deadLetters).isEmpty();
    assertThat(found.events)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(new MetricEvent(Signal.CPU_UTILIZATION, "web", START, 4.0, 181.5));
  }

  @Test
  void readsSeveralMessagesWithSeveralPointsAndKeepsTheirOrder() {
    CollectedRecords found =
        decode(
            record(
                request(summary(cpu(), cpu().setSum(1))),
                request(summary(cpu().setSum(2)), summary(cpu().setSum(3)))));

    assertThat(found.events).extracting(event -> event.sum).containsExactly(181.5, 1.0, 2.0, 3.0);
  }

  @Test
  void readsRequestCountsByTargetGroupWithOrWithoutItsLoadBalancer() {
    CollectedRecords found =
        decode(
            record(
                point(
                    "AWS/ApplicationELB", "RequestCount", Map.of("TargetGroup", "targetgroup/a/1")),
                point(
                    "AWS/ApplicationELB",
                    "RequestCount",
                    Map.of("TargetGroup", "targetgroup/a/1", "LoadBalancer", "app/a/1")),
                point(
                    "AWS/ApplicationELB",
                    "RequestCount",
                    Map.of("TargetGroup", "targetgroup/a/1", "AvailabilityZone", "us-east-1a"))));

    assertThat(found.events)
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.resource).isEqualTo("targetgroup/a/1"));
    assertThat(found.ignored).isEqualTo(1);
  }

  @Test
  void ignoresMetricsThatAreNoSignals() {
    Metric gauge =
        Metric.newBuilder().setName("other").setGauge(Gauge.getDefaultInstance()).build();
    CollectedRecords found =
        decode(
            record(
                request(
                    gauge,
                    summary(
                        point("AWS/EC2", "DiskWriteOps", Map.of("InstanceId", "i-1")),
                        point("Mine", "CPUUtilization", Map.of("AutoScalingGroupName", "web")),
                        point("AWS/EC2", "CPUUtilization", Map.of("InstanceId", "i-1"))
                            .setCount(0)))));

    assertThat(found.ignored).isEqualTo(4);
    assertThat(found.events).isEmpty();
    assertThat(found.deadLetters).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithADataPoint() {
    assertThat(refused(changed(point -> point.setCount(0))).detail)
        .contains("message 1", "summary.count", "above 0");
    assertThat(refused(changed(point -> point.setCount(-1))).reason)
        .isEqualTo(Reason.INVALID_VALUE);
    assertThat(refused(changed(point -> point.setSum(Double.NaN))).detail).contains("summary.sum");
    assertThat(refused(changed(point -> point.setSum(-1))).reason).isEqualTo(Reason.INVALID_VALUE);
    assertThat(refused(changed(point -> point.setStartTimeUnixNano(0))).reason)
        .isEqualTo(Reason.INVALID_TIMESTAMP);
    assertThat(refused(changed(point -> point.setStartTimeUnixNano(-1))).reason)
        .isEqualTo(Reason.INVALID_TIMESTAMP);
    assertThat(
            refused(changed(point -> point.setStartTimeUnixNano((NOW + 600_000) * 1_000_000)))
                .reason)
        .isEqualTo(Reason.INVALID_TIMESTAMP);
    assertThat(refused(changed(point -> point.removeAttributes(0))).detail)
        .contains("attributes.Namespace is missing");
    assertThat(refused(changed(point -> point.removeAttributes(1))).detail)
        .contains("attributes.MetricName is missing");
    assertThat(refused(changed(point -> point.removeAttributes(2))).detail)
        .contains("attributes.Dimensions is missing");
    assertThat(
            refused(changed(point -> point.setAttributes(2, attribute("Dimensions", text("web")))))
                .reason)
        .isEqualTo(Reason.WRONG_TYPE);
    assertThat(
            refused(record(point("AWS/EC2", "CPUUtilization", Map.of("AutoScalingGroupName", ""))))
                .detail)
        .contains("Dimensions.AutoScalingGroupName", "must not be empty");
  }

  @Test
  void aBadPointTakesNoOtherWithIt() {
    CollectedRecords found = decode(record(cpu(), cpu().setCount(0), cpu().setSum(5)));

    assertThat(found.events).extracting(event -> event.sum).containsExactly(181.5, 5.0);
    assertThat(found.deadLetters).hasSize(1);
  }

  @Test
  void veryManyBadPointsAreCountedAndNotTold() {
    SummaryDataPoint.Builder[] points = new SummaryDataPoint.Builder[100];
    Arrays.fill(points, cpu().setCount(0));

    CollectedRecords found = decode(record(points));

    assertThat(found.deadLetters).hasSize(MetricRecordDecoder.MAX_DEAD_LETTERS + 1);
    assertThat(found.deadLetters.get(MetricRecordDecoder.MAX_DEAD_LETTERS).detail)
        .startsWith("68 more data points");
  }

  @Test
  void aRecordThatIsCutOffGivesWhatIsWholeAndADeadLetter() {
    byte[] whole = record(request(summary(cpu())), request(summary(cpu().setSum(2))));

    CollectedRecords found = decode(Arrays.copyOf(whole, whole.length - 3));

    assertThat(found.events).hasSize(1);
    assertThat(found.deadLetters).hasSize(1);
    assertThat(found.deadLetters.get(0).reason).isEqualTo(Reason.MALFORMED_OPENTELEMETRY);
    assertThat(found.deadLetters.get(0).detail).contains("message 2", "only");
  }

  @Test
  void aHugeLengthIsRefusedWithoutReadingIt() {
    byte[] record = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 0x0A, 0x01};

    DeadLetter refusal = refused(record);

    assertThat(refusal.reason).isEqualTo(Reason.MALFORMED_OPENTELEMETRY);
    assertThat(refusal.detail).contains("4294967295 bytes");
  }

  @Test
  void aLengthInsideThatIsHugeIsRefused() throws Exception {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.write(0x0A);
    CodedOutputStream coded = CodedOutputStream.newInstance(inner);
    coded.writeUInt32NoTag(Integer.MAX_VALUE);
    coded.flush();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(inner.size());
    record.writeBytes(inner.toByteArray());

    assertThat(decode(record.toByteArray()).deadLetters).hasSize(1);
  }

  @Test
  void valuesNestedWithoutEndAreRefused() {
    AnyValue nested = text("end");
    for (int depth = 0; depth < 60; depth++) {
      nested =
          AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(nested)).build();
    }
    AnyValue deep = nested;

    DeadLetter refusal = refused(changed(point -> point.addAttributes(attribute("trap", deep))));

    assertThat(refusal.reason).isEqualTo(Reason.MALFORMED_OPENTELEMETRY);
    assertThat(refusal.detail).contains("nesting");
  }

  @Test
  void noBytesWhateverTheyAreMakeItThrow() {
    Random random = new Random(7);
    byte[] valid = record(request(summary(cpu(), cpu())), request(summary(cpu())));
    for (int round = 0; round < 20_000; round++) {
      byte[] hostile = valid.clone();
      for (int change = 0; change <= round % 8; change++) {
        hostile[random.nextInt(hostile.length)] = (byte) random.nextInt();
      }
      byte[] cut = Arrays.copyOf(hostile, random.nextInt(hostile.length) + 1);
      CollectedRecords found = decode(cut);
      assertThat(found.events.size() + found.deadLetters.size() + found.ignored).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(RecordFormat.class)
  void aRecordWithoutBytesIsADeadLetterInEveryFormat(RecordFormat format) {
    CollectedRecords found = new CollectedRecords();
    MetricStreamDecoder any = new MetricStreamDecoder(format, Duration.ZERO);
    any.decode(null, NOW, found);
    any.decode(new byte[0], NOW, found);

    assertThat(found.deadLetters)
        .hasSize(2)
        .allSatisfy(letter -> assertThat(letter.reason).isEqualTo(Reason.EMPTY_RECORD));
  }

  @Test
  void aForcedFormatIsTheOnlyOne() {
    CollectedRecords found = new CollectedRecords();
    new MetricStreamDecoder(RecordFormat.JSON, Duration.ZERO).decode(record(cpu()), NOW, found);
    new MetricStreamDecoder(RecordFormat.OPENTELEMETRY, Duration.ZERO)
        .decode("{\"namespace\":\"AWS/EC2\"}".getBytes(StandardCharsets.UTF_8), NOW, found);

    assertThat(found.events).isEmpty();
    assertThat(found.deadLetters).isNotEmpty();
    assertThat(found.deadLetters.get(found.deadLetters.size() - 1).reason)
        .isEqualTo(Reason.MALFORMED_OPENTELEMETRY);
  }

  @Test
  void tellsTheFormatsApartWhateverTheLengthLooksLike() {
    int lengthsLikeText = 0;
    for (int padding = 0; padding < 400; padding++) {
      byte[] record = record(cpu().addAttributes(attribute("padding", text("x".repeat(padding)))));
      assertThat(decode(record).events).as("padding %d", padding).hasSize(1);
    }
    for (int padding = 0; padding < 140; padding++) {
      byte[] record =
          record(
              request(
                  Metric.newBuilder()
                      .setName("x".repeat(padding))
                      .setGauge(Gauge.getDefaultInstance())
                      .build()));
      lengthsLikeText += record[0] == '{' || record[0] == ' ' || record[0] == '\n' ? 1 : 0;
      CollectedRecords found = decode(record);
      assertThat(found.ignored).as("padding %d", padding).isEqualTo(1);
    }
    String json =
        "{\"namespace\":\"AWS/EC2\",\"metric_name\":\"CPUUtilization\","
            + "\"dimensions\":{\"AutoScalingGroupName\":\"web\"},\"timestamp\":"
            + START
            + ",\"value\":{\"count\":1,\"sum\":1}}";
    for (String prefix : new String[] {"", "\n", "\n\n", " \n", "\t\n", "\r\n\n"}) {
      assertThat(decode((prefix + json).getBytes(StandardCharsets.UTF_8)).events).hasSize(1);
    }
    assertThat(lengthsLikeText).isPositive();
  }
}
