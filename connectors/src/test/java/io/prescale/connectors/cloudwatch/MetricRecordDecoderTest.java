package io.prescale.connectors.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.DeadLetter.Reason;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricRecordDecoderTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final String CPU =
      """
      {"metric_stream_name":"prescale","account_id":"123456789012","region":"us-east-1",\
      "namespace":"AWS/EC2","metric_name":"CPUUtilization",\
      "dimensions":{"AutoScalingGroupName":"web"},"timestamp":1699999980000,\
      "value":{"max":80.5,"min":10.0,"sum":181.5,"count":4.0,"p99":79.9,"TM(10%:90%)":44.0},\
      "unit":"Percent"}""";

  private final MetricRecordDecoder decoder = new MetricRecordDecoder(SKEW);

  private CollectedRecords decode(byte[] record) {
    CollectedRecords found = new CollectedRecords();
    decoder.decode(record, NOW, found);
    return found;
  }

  private CollectedRecords decode(String record) {
    return decode(record.getBytes(UTF_8));
  }

  private DeadLetter refused(String record) {
    CollectedRecords found = decode(record);
    assertThat(found.events).isEmpty();
    assertThat(found.ignored).isZero();
    assertThat(found.deadLetters).hasSize(1);
    return found.deadLetters.get(0);
  }

  private static String with(String original, String replacement) {
    assertThat(CPU).contains(original);
    return CPU.replace(original, replacement);
  }

  private static String requestCount(String dimensions) {
    return CPU.replace("AWS/EC2", "AWS/ApplicationELB")
        .replace("CPUUtilization", "RequestCount")
        .replace("{\"AutoScalingGroupName\":\"web\"}", dimensions);
  }

  @Test
  void readsADataPoint() {
    CollectedRecords found = decode(CPU);

    assertThat(found.deadLetters).isEmpty();
    assertThat(found.events)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new MetricEvent(Signal.CPU_UTILIZATION, "web", 1_699_999_980_000L, 4.0, 181.5));
  }

  @Test
  void readsFieldsInAnyOrderAndSkipsUnknownOnes() {
    CollectedRecords found =
        decode(
            """
            {"value":{"count":1,"sum":7},"extra":{"namespace":"AWS/Trap","deep":[{"a":[1]}]},\
            "timestamp":1699999980000,"dimensions":{"AutoScalingGroupName":"über-✓"},\
            "metric_name":"GroupInServiceInstances","namespace":"AWS/AutoScaling"}""");

    assertThat(found.events).hasSize(1);
    assertThat(found.events.get(0).signal).isEqualTo(Signal.IN_SERVICE_INSTANCES);
    assertThat(found.events.get(0).resource).isEqualTo("über-✓");
  }

  @Test
  void readsSeveralObjectsWithBlankLinesAndCarriageReturnsBetweenThem() {
    CollectedRecords found =
        decode("\n" + CPU + "\r\n\n  " + with("\"web\"", "\"api\"") + "\n" + CPU + "\n");

    assertThat(found.events)
        .extracting(event -> event.resource)
        .containsExactly("web", "api", "web");
    assertThat(found.deadLetters).isEmpty();
  }

  @Test
  void readsObjectsThatShareALine() {
    assertThat(decode(CPU + CPU).events).hasSize(2);
  }

  @Test
  void oneBadLineLeavesItsNeighboursAlone() {
    CollectedRecords found = decode(CPU + "\n{\"namespace\":\n" + CPU);

    assertThat(found.events).hasSize(2);
    assertThat(found.deadLetters).hasSize(1);
    assertThat(found.deadLetters.get(0).detail).startsWith("line 2: ");
    assertThat(found.deadLetters.get(0).excerpt).isEqualTo("{\"namespace\":");
  }

  @Test
  void aBadObjectIsNotLeftInTheNextOne() {
    CollectedRecords found =
        decode(CPU + "\n{\"namespace\":\"AWS/EC2\",\"metric_name\":\"CPUUtilization\"}\n" + CPU);

    assertThat(found.events).hasSize(2);
    assertThat(found.deadLetters)
        .extracting(letter -> letter.reason)
        .containsExactly(Reason.MISSING_FIELD);
  }

  @Test
  void bindsRequestCountByTargetGroupWithOrWithoutItsLoadBalancer() {
    String targetGroup = "\"TargetGroup\":\"targetgroup/web/0123456789abcdef\"";

    assertThat(decode(requestCount("{" + targetGroup + "}")).events)
        .extracting(event -> event.resource)
        .containsExactly("targetgroup/web/0123456789abcdef");
    assertThat(decode(requestCount("{\"LoadBalancer\":\"app/lb/1\"," + targetGroup + "}")).events)
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"LoadBalancer\":\"app/lb/1\"}",
        "{\"TargetGroup\":\"t\",\"AvailabilityZone\":\"us-east-1a\"}",
        "{\"TargetGroup\":\"t\",\"LoadBalancer\":\"l\",\"AvailabilityZone\":\"us-east-1a\"}",
        "{}",
      })
  void ignoresRequestCountByOtherDimensionsLestRequestsCountTwice(String dimensions) {
    CollectedRecords found = decode(requestCount(dimensions));

    assertThat(found.events).isEmpty();
    assertThat(found.deadLetters).isEmpty();
    assertThat(found.ignored).isEqualTo(1);
  }

  @Test
  void ignoresOtherMetricsWhateverIsWrongWithTheirValues() {
    assertThat(decode(with("CPUUtilization", "DiskReadOps")).ignored).isEqualTo(1);
    assertThat(decode(with("AWS/EC2", "AWS/RDS")).ignored).isEqualTo(1);
    assertThat(decode(with("AutoScalingGroupName", "InstanceId")).ignored).isEqualTo(1);
    assertThat(decode(with("\"web\"", "\"web\",\"InstanceType\":\"m5\"")).ignored).isEqualTo(1);
    CollectedRecords negative =
        decode(with("CPUUtilization", "Temperature").replace("181.5", "-3"));
    assertThat(negative.ignored).isEqualTo(1);
    assertThat(negative.deadLetters).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"sum\":181.5   | \"sum\":NaN       | INVALID_VALUE | value.sum must be from 0 to 2^53, but is NaN",
        "\"sum\":181.5   | \"sum\":Infinity  | INVALID_VALUE | value.sum must be",
        "\"sum\":181.5   | \"sum\":1e999     | INVALID_VALUE | value.sum must be",
        "\"sum\":181.5   | \"sum\":-0.1      | INVALID_VALUE | value.sum must be",
        "\"sum\":181.5   | \"sum\":1e16      | INVALID_VALUE | value.sum must be",
        "\"count\":4.0   | \"count\":0       | INVALID_VALUE | value.count must be above 0",
        "\"count\":4.0   | \"count\":-1      | INVALID_VALUE | value.count must be above 0",
        "\"count\":4.0   | \"count\":NaN     | INVALID_VALUE | value.count must be above 0",
        "\"sum\":181.5   | \"sum\":\"NaN\"   | WRONG_TYPE    | value.sum: expected a number, found a string",
        "\"sum\":181.5   | \"sum\":null      | WRONG_TYPE    | value.sum: expected a number, found null",
        "\"count\":4.0   | \"count\":[4]     | WRONG_TYPE    | value.count: expected a number, found an array",
        "\"sum\":181.5   | \"total\":181.5   | MISSING_FIELD | value.sum is missing",
        "\"count\":4.0   | \"n\":4.0         | MISSING_FIELD | value.count is missing",
        "\"value\":      | \"values\":       | MISSING_FIELD | value is missing",
        "\"timestamp\":  | \"time\":         | MISSING_FIELD | timestamp is missing",
        "\"namespace\":  | \"ns\":           | MISSING_FIELD | namespace is missing",
        "\"metric_name\":| \"metric\":       | MISSING_FIELD | metric_name is missing",
        "\"dimensions\": | \"dims\":         | MISSING_FIELD | dimensions is missing",
        "\"AWS/EC2\"     | 5                 | WRONG_TYPE    | namespace: expected a string, found a number",
        "\"CPUUtilization\"| {\"a\":1}       | WRONG_TYPE    | metric_name: expected a string, found an object",
        "{\"AutoScalingGroupName\":\"web\"}|[] | WRONG_TYPE  | dimensions: expected an object, found an array",
        "\"web\"         | 7                 | WRONG_TYPE    | dimensions.AutoScalingGroupName: expected a string",
        "\"web\"         | \"\"              | INVALID_VALUE | dimensions.AutoScalingGroupName must not be empty",
        "1699999980000   | \"1699999980000\" | WRONG_TYPE    | timestamp: expected epoch milliseconds, found a string",
        "1699999980000   | 1.69e12           | WRONG_TYPE    | timestamp: expected epoch milliseconds",
        "1699999980000   | 0                 | INVALID_TIMESTAMP | timestamp must be after 1970, but is 0",
        "1699999980000   | -5                | INVALID_TIMESTAMP | timestamp must be after 1970, but is -5",
        "1699999980000   | 99999999999999999999 | INVALID_TIMESTAMP | timestamp is beyond all time",
        "1699999980000   | 1700000300001     | INVALID_TIMESTAMP | lies further in the future",
      })
  void refusesWhatIsWrongAndNamesTheField(
      String original, String replacement, Reason reason, String detail) {
    DeadLetter letter = refused(with(original, replacement));

    assertThat(letter.reason).isEqualTo(reason);
    assertThat(letter.detail).contains(detail);
  }

  @Test
  void takesATimestampUpToTheSkewAheadAndAnyInThePast() {
    assertThat(decode(with("1699999980000", "1700000300000")).events).hasSize(1);
    assertThat(decode(with("1699999980000", "1")).events).hasSize(1);
  }

  @Test
  void takesCpuAboveOneHundredPercentAndZero() {
    assertThat(decode(with("181.5", "760.25")).events.get(0).sum).isEqualTo(760.25);
    assertThat(decode(with("181.5", "0")).events.get(0).sum).isZero();
  }

  @Test
  void refusesEveryTruncation() {
    for (int length = 1; length < CPU.length(); length++) {
      assertThat(refused(CPU.substring(0, length)).reason).isEqualTo(Reason.MALFORMED_JSON);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42 | WRONG_TYPE",
        "[] | WRONG_TYPE",
        "null | WRONG_TYPE",
        "hello | MALFORMED_JSON",
        "'{''a'':1}' | MALFORMED_JSON",
        "} | MALFORMED_JSON",
        "{} | MISSING_FIELD",
      })
  void refusesWhatIsNotAnObject(String record, Reason reason) {
    assertThat(refused(record).reason).isEqualTo(reason);
  }

  @Test
  void refusesEmptyRecords() {
    for (byte[] record : new byte[][] {null, {}, "  \n \r\n\t".getBytes(UTF_8)}) {
      CollectedRecords found = decode(record);
      assertThat(found.deadLetters)
          .extracting(letter -> letter.reason)
          .containsExactly(Reason.EMPTY_RECORD);
    }
  }

  @Test
  void refusesWhatIsNotUtf8EvenInFieldsThatAreSkipped() {
    byte[] record = with("\"123456789012\"", "\"######\"").getBytes(UTF_8);
    record[new String(record, UTF_8).indexOf('#')] = (byte) 0xff;

    CollectedRecords found = decode(record);

    assertThat(found.events).isEmpty();
    assertThat(found.deadLetters)
        .extracting(letter -> letter.reason)
        .containsExactly(Reason.NOT_UTF8);
  }

  @Test
  void refusesUtf16() {
    CollectedRecords found = decode(CPU.getBytes(UTF_16LE));

    assertThat(found.events).isEmpty();
    assertThat(found.deadLetters).hasSize(1);
  }

  @Test
  void survivesAMebibyteOfGarbageWithBoundedDeadLetters() {
    Random random = new Random(7);
    byte[] garbage = new byte[1 << 20];
    random.nextBytes(garbage);

    CollectedRecords found = decode(garbage);

    assertThat(found.events).isEmpty();
    assertThat(found.deadLetters).hasSizeBetween(1, MetricRecordDecoder.MAX_DEAD_LETTERS + 1);
    assertThat(found.deadLetters)
        .allSatisfy(
            letter ->
                assertThat(letter.excerpt.length()).isLessThanOrEqualTo(DeadLetter.EXCERPT_BYTES));
    DeadLetter last = found.deadLetters.get(found.deadLetters.size() - 1);
    assertThat(last.detail).contains("more objects of the same record could not be used");
  }

  @Test
  void survivesAMebibyteOfOneLineAndOfDeepNesting() {
    byte[] line = new byte[1 << 20];
    Arrays.fill(line, (byte) 'x');
    assertThat(decode(line).deadLetters).hasSize(1);
    assertThat(decode(line).deadLetters.get(0).excerpt).hasSize(DeadLetter.EXCERPT_BYTES);
    Arrays.fill(line, (byte) '[');
    assertThat(decode(line).deadLetters).hasSize(1);
    assertThat(refused("{\"a\":" + "[".repeat(100_000)).reason).isEqualTo(Reason.MALFORMED_JSON);
  }

  @Test
  void anyDamagedByteCostsOneLineAtMost() {
    Random random = new Random(11);
    byte[] original = (CPU + "\n" + CPU).getBytes(UTF_8);
    for (int round = 0; round < 5_000; round++) {
      byte[] record = original.clone();
      int position = random.nextInt(record.length);
      if (record[position] == '\n') {
        continue;
      }
      record[position] = (byte) random.nextInt(256);
      CollectedRecords found = decode(record);
      assertThat(found.events.size() + found.ignored).isGreaterThanOrEqualTo(1);
    }
  }
}
