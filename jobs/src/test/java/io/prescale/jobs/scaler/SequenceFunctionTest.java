package io.prescale.jobs.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import io.prescale.domain.sample.GroupSample;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequenceFunctionTest {
  private static final long FIRST =
      Slots.startOf(Instant.parse("2026-11-27T10:00:00Z").toEpochMilli());
  private static final long MINUTE = 60_000;
  private static final String CALENDAR =
      "{\"events\": [{\"id\": \"sale\", \"name\": \"Sale\", \"kind\": \"sale\","
          + " \"start\": \"2026-11-27T10:05:00Z\", \"end\": \"2026-11-27T10:09:59Z\","
          + " \"groups\": [\"web\"]}]}";

  private KeyedTwoInputStreamOperatorTestHarness<
          String, GroupMetric, CalendarSnapshot, GroupSequence>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void emitsOneSequenceWhenTimePassesTheEndOfTheSlot() throws Exception {
    calendarIsKnown();
    cpu(slot(0), 40);
    cpu(slot(0) + 4 * MINUTE, 60);

    time(slot(1) - 2);
    assertThat(sequences()).isEmpty();
    time(slot(1) - 1);

    assertThat(sequences()).hasSize(1);
    assertThat(sequences().get(0).observedCpu()).isEqualTo(50);
    assertThat(sequences().get(0).slotStart).isEqualTo(slot(0));
    assertThat(sequences().get(0).newestState()).isEqualTo(SampleState.OBSERVED);
  }

  @Test
  void slotsWaitForTheFirstCalendarAndForNoLaterOne() throws Exception {
    cpu(slot(0), 40);
    time(slot(1));
    assertThat(sequences()).as("no calendar yet").isEmpty();

    calendarIsKnown();
    assertThat(sequences()).hasSize(1);
    cpu(slot(1), 41);
    time(slot(2));
    assertThat(sequences()).as("the calendar is quiet").hasSize(2);
  }

  @Test
  void sequencesCarryTheEventsOfTheirGroup() throws Exception {
    calendarIsKnown();
    cpu("web", slot(0), 40);
    cpu("batch", slot(0), 40);
    time(slot(1));

    GroupSequence web = sequenceOf("web");
    assertThat(web.calendar.active[Slots.SEQUENCE_LENGTH - 1]).as("10:00").isFalse();
    assertThat(web.calendar.active[Slots.SEQUENCE_LENGTH]).as("10:05").isTrue();
    assertThat(web.calendar.active[Slots.SEQUENCE_LENGTH + 1]).as("10:10").isFalse();
    assertThat(web.calendar.eventIds).containsExactly("sale");
    assertThat(sequenceOf("batch").calendar.eventIds).isEmpty();
  }

  @Test
  void aNewCalendarIsInForceFromTheNextSlot() throws Exception {
    calendarIsKnown();
    harness.processElement2(calendar("{\"events\": []}"), Long.MIN_VALUE);
    cpu("web", slot(0), 40);
    time(slot(1));

    assertThat(sequenceOf("web").calendar.eventIds).isEmpty();
  }

  @Test
  void emitsASequenceForEachFilledSlotOfAShortGap() throws Exception {
    calendarIsKnown();
    cpu(slot(0), 40);
    cpu(slot(3), 50);
    time(slot(4));

    assertThat(sequences()).extracting(s -> s.slotStart).containsExactly(slots(0, 1, 2, 3));
    assertThat(sequences())
        .extracting(GroupSequence::newestState)
        .containsExactly(
            SampleState.OBSERVED, SampleState.FILLED, SampleState.FILLED, SampleState.OBSERVED);
  }

  @Test
  void emitsNothingForTheSlotsOfALongGap() throws Exception {
    calendarIsKnown();
    cpu(slot(0), 40);
    cpu(slot(5), 50);
    time(slot(6));

    assertThat(sequences()).extracting(s -> s.slotStart).containsExactly(slots(0, 5));
    assertThat(sequences().get(1).cpuUtilization[Slots.SEQUENCE_LENGTH - 2]).isNaN();
  }

  @Test
  void aLateDataPointRevisesItsSlotWithoutANewSequence() throws Exception {
    calendarIsKnown();
    cpu(slot(0), 40);
    cpu(slot(1), 50);
    time(slot(2));
    cpu(slot(0) + MINUTE, 80);
    cpu(slot(2), 70);
    time(slot(3));

    assertThat(sequences()).hasSize(3);
    assertThat(sequences().get(2).cpuUtilization).endsWith(60, 50, 70);
    assertThat(tooLate()).isEmpty();
  }

  @Test
  void aRewrittenDataPointReplacesTheOneOfAClosedSlot() throws Exception {
    calendarIsKnown();
    cpu(slot(0), 40);
    time(slot(1));
    cpu(slot(0), 44);
    cpu(slot(1), 50);
    time(slot(2));

    assertThat(sequences().get(1).cpuUtilization).endsWith(44, 50);
  }

  @Test
  void lateDataStillFillsASlotThatHasNoneHoweverOld() throws Exception {
    calendarIsKnown();
    for (int slot = 0; slot < 20; slot++) {
      if (slot != 5) {
        cpu(slot(slot), 40);
      }
    }
    time(slot(20));
    cpu(slot(5), 99);
    cpu(slot(20), 41);
    time(slot(21));

    GroupSequence newest = sequences().get(sequences().size() - 1);
    assertThat(newest.cpuUtilization[Slots.SEQUENCE_LENGTH - 1 - 15]).isEqualTo(99);
    assertThat(tooLate()).isEmpty();
  }

  @Test
  void dataForAnOldSlotThatHasItsValuesIsReportedAndChangesNothing() throws Exception {
    calendarIsKnown();
    for (int slot = 0; slot < 5; slot++) {
      cpu(slot(slot), 40);
    }
    time(slot(5));
    cpu(slot(0), 99);
    cpu(slot(5), 41);
    time(slot(6));

    assertThat(tooLate()).hasSize(1);
    assertThat(tooLate().get(0).reason).isEqualTo(DeadLetter.Reason.TOO_LATE);
    assertThat(tooLate().get(0).detail).contains("web").contains("CPU_UTILIZATION");
    assertThat(sequences().get(5).cpuUtilization).doesNotContain(99);
  }

  @Test
  void theFirstDataOfAGroupCountsEvenIfOthersAreAhead() throws Exception {
    calendarIsKnown();
    cpu("batch", slot(3), 10);
    time(slot(4));
    cpu("web", slot(0), 40);
    time(slot(4) + 1);

    assertThat(sequenceOf("web").observedCpu()).isEqualTo(40);
  }

  @Test
  void keepsOnlyTheDataPointsOfSlotsThatMayChange() throws Exception {
    calendarIsKnown();
    for (int slot = 0; slot < 40; slot++) {
      cpu(slot(slot), slot);
      time(slot(slot + 1));
    }

    int window = 1;
    assertThat(harness.numKeyedStateEntries())
        .as("one map of slots and one window")
        .isEqualTo(window + 1);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void goesOnWhereItWasAfterAFailure() throws Exception {
    calendarIsKnown();
    for (int slot = 0; slot < 24; slot++) {
      cpu(slot(slot), slot);
    }
    time(slot(23));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();
    harness.processWatermark2(Watermark.MAX_WATERMARK);
    time(slot(24));

    assertThat(sequences()).hasSize(1);
    assertThat(sequences().get(0).isComplete()).isTrue();
    assertThat(sequences().get(0).cpuUtilization).startsWith(0, 1, 2).endsWith(22, 23);
  }

  @Test
  void lateDataRevisesItsSlotEvenBeforeTimeHasCaughtUpAfterAFailure() throws Exception {
    calendarIsKnown();
    for (int slot = 0; slot < 24; slot++) {
      if (slot != 5) {
        cpu(slot(slot), slot);
      }
    }
    time(slot(24));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();
    cpu(slot(5), 99);
    cpu(slot(23) + MINUTE, 43);
    cpu(slot(24), 24);
    harness.processWatermark2(Watermark.MAX_WATERMARK);
    time(slot(25));

    assertThat(sequences()).hasSize(1);
    assertThat(sequences().get(0).cpuUtilization).startsWith(1, 2, 3, 4, 99).endsWith(33, 24);
    assertThat(tooLate()).isEmpty();
  }

  @Test
  void givesTheHistoryEachMeasuredSlotAndEachRevisionOfIt() throws Exception {
    calendarIsKnown();
    harness.setProcessingTime(1_000);
    cpu(slot(0), 40);
    cpu(slot(1), 50);
    cpu(slot(3), 60);
    time(slot(4));
    harness.setProcessingTime(2_000);
    cpu(slot(3) + MINUTE, 80);

    assertThat(samples())
        .extracting(
            sample -> sample.slotStart,
            sample -> sample.cpuUtilization,
            sample -> sample.saleActive,
            sample -> sample.writtenAt)
        .containsExactly(
            tuple(slot(0), 40.0, false, 1_000L),
            tuple(slot(1), 50.0, true, 1_000L),
            tuple(slot(3), 60.0, false, 1_000L),
            tuple(slot(3), 70.0, false, 2_000L));
  }

  private List<GroupSample> samples() {
    var records = harness.getSideOutput(SequenceFunction.SAMPLES);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  private void calendarIsKnown() throws Exception {
    harness.processElement2(calendar(CALENDAR), Long.MIN_VALUE);
    harness.processWatermark2(Watermark.MAX_WATERMARK);
  }

  private static CalendarSnapshot calendar(String json) {
    return new CalendarSnapshot(json, "calendar.json");
  }

  private void cpu(long timestamp, double value) throws Exception {
    cpu("web", timestamp, value);
  }

  private void cpu(String group, long timestamp, double value) throws Exception {
    MetricEvent event = new MetricEvent(Signal.CPU_UTILIZATION, group, timestamp, 2, 2 * value);
    harness.processElement1(new GroupMetric(group, event, false), timestamp);
  }

  private void time(long watermark) throws Exception {
    harness.processWatermark1(new Watermark(watermark));
  }

  private List<GroupSequence> sequences() {
    return harness.extractOutputValues();
  }

  private GroupSequence sequenceOf(String group) {
    return sequences().stream().filter(s -> s.group.equals(group)).findFirst().orElseThrow();
  }

  private List<DeadLetter> tooLate() {
    var records = harness.getSideOutput(SequenceFunction.TOO_LATE);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  private static long slot(int number) {
    return FIRST + number * Slots.MILLIS;
  }

  private static Long[] slots(int... numbers) {
    return java.util.Arrays.stream(numbers)
        .mapToObj(SequenceFunctionTest::slot)
        .toArray(Long[]::new);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, GroupMetric, CalendarSnapshot, GroupSequence>
      newHarness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new SequenceFunction(Duration.ofDays(7)), List.of(SequenceFunction.CALENDAR)),
        metric -> metric.group,
        null,
        Types.STRING);
  }
}
