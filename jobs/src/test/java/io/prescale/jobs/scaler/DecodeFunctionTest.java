package io.prescale.jobs.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.connectors.cloudwatch.MetricRecordEncoder;
import io.prescale.connectors.cloudwatch.RecordFormat;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import io.prescale.domain.time.TimeScale;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecodeFunctionTest {
  private static final long NOW = Instant.parse("2026-11-27T10:00:00Z").toEpochMilli();
  private static final Duration SKEW = Duration.ofMinutes(15);

  private final MetricRecordEncoder encoder = new MetricRecordEncoder("test", "1", "eu-central-1");
  private OneInputStreamOperatorTestHarness<byte[], MetricEvent> harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void oneRecordMayHoldSeveralEventsAndGarbageBetweenThem() throws Exception {
    open(TimeScale.real());
    decode(line(NOW) + "garbage\n" + line(NOW + 60_000));

    assertThat(events()).extracting(e -> e.timestamp).containsExactly(NOW, NOW + 60_000);
    assertThat(deadLetters())
        .extracting(d -> d.reason)
        .containsExactly(DeadLetter.Reason.MALFORMED_JSON);
  }

  @Test
  void nothingThatARecordHoldsFailsTheJob() throws Exception {
    open(TimeScale.real());
    harness.processElement(new StreamRecord<>(new byte[0]));
    harness.processElement(new StreamRecord<>(new byte[] {(byte) 0xff, (byte) 0xfe, 0}));
    harness.processElement(new StreamRecord<>(new byte[1 << 20]));
    decode("{\"metric_name\": ");
    decode("[[[[[[");

    assertThat(events()).isEmpty();
    assertThat(deadLetters()).hasSize(5);
    assertThat(deadLetters()).allSatisfy(d -> assertThat(d.detail).isNotBlank());
  }

  @Test
  void aTimeStampFromTheFutureIsRefusedByTheTimeOfTheMetrics() throws Exception {
    open(TimeScale.real());
    decode(line(NOW + SKEW.toMillis()));
    decode(line(NOW + SKEW.toMillis() + 1));

    assertThat(events()).hasSize(1);
    assertThat(deadLetters())
        .extracting(d -> d.reason)
        .containsExactly(DeadLetter.Reason.INVALID_TIMESTAMP);
  }

  @Test
  void aSimulationsFutureIsNotOurs() throws Exception {
    Instant tomorrow = Instant.ofEpochMilli(NOW).plus(Duration.ofDays(1));
    open(TimeScale.accelerated(Instant.ofEpochMilli(NOW), tomorrow, 60));
    decode(line(tomorrow.toEpochMilli()));

    assertThat(events()).hasSize(1);
  }

  private void open(TimeScale timeScale) throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new DecodeFunction(RecordFormat.AUTO, SKEW, timeScale)));
    harness.open();
    harness.setProcessingTime(NOW);
  }

  private String line(long timestamp) {
    MetricEvent event = new MetricEvent(Signal.CPU_UTILIZATION, "web", timestamp, 2, 90);
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  private void decode(String record) throws Exception {
    harness.processElement(new StreamRecord<>(record.getBytes(StandardCharsets.UTF_8)));
  }

  private List<MetricEvent> events() {
    return harness.extractOutputValues();
  }

  private List<DeadLetter> deadLetters() {
    var records = harness.getSideOutput(DecodeFunction.DEAD_LETTERS);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }
}
