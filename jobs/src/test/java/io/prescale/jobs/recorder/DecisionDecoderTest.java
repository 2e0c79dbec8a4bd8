package io.prescale.jobs.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.decisionlog.testing.Decisions;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.domain.time.TimeScale;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionDecoderTest {
  private static final Duration SKEW = Duration.ofMinutes(15);

  private final DecisionJson json = new DecisionJson();
  private OneInputStreamOperatorTestHarness<byte[], ScalingDecision> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new DecisionDecoder(SKEW, TimeScale.real()));
    harness.setProcessingTime(Decisions.FIRST_SLOT_END);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void readsWhatTheScalerWrites() throws Exception {
    ScalingDecision decision = Decisions.scaleOut("web", 1);

    put(json.write(decision));

    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(read -> assertThat(json.write(read)).isEqualTo(json.write(decision)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not JSON", "{}", "[1]", "{\"id\": 1}", "null"})
  void whatIsNoDecisionIsADeadLetterWithTheReason(String record) throws Exception {
    put(record);

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(deadLetters()).singleElement().satisfies(one -> assertThat(one.detail).isNotBlank());
  }

  @Test
  void aDecisionOfTheFutureIsADeadLetterSinceItWouldStandAsTheNewestForEver() throws Exception {
    put(json.write(Decisions.hold("web", 3)));
    put(json.write(Decisions.hold("web", 4)));

    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(deadLetters())
        .extracting(one -> one.reason)
        .containsExactly(DeadLetter.Reason.INVALID_TIMESTAMP);
  }

  private void put(String record) throws Exception {
    harness.processElement(record.getBytes(StandardCharsets.UTF_8), 0);
  }

  private List<DeadLetter> deadLetters() {
    var records = harness.getSideOutput(DecisionDecoder.DEAD_LETTERS);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }
}
