package io.prescale.domain.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.sample.SampleWindow.Outcome;
import io.prescale.domain.time.Slots;
import org.junit.jupiter.api.Test;

class SampleWindowTest {
  private static final long FIRST = Slots.startOf(1_800_000_000_000L);

  private final SampleWindow window = SampleWindow.create();

  @Test
  void isCompleteAfter24ConsecutiveSamplesOldestFirst() {
    for (int slot = 0; slot < 23; slot++) {
      assertThat(window.upsert(cpu(slot, slot))).isEqualTo(Outcome.APPENDED);
      assertThat(sequence().isComplete()).isFalse();
    }
    window.upsert(cpu(23, 23));

    assertThat(sequence().isComplete()).isTrue();
    assertThat(sequence().cpuUtilization[0]).isZero();
    assertThat(sequence().observedCpu()).isEqualTo(23);
    assertThat(sequence().slotStart).isEqualTo(slot(23));
  }

  @Test
  void holdsTheNewest24Samples() {
    fill(30);

    assertThat(sequence().cpuUtilization[0]).isEqualTo(6);
    assertThat(sequence().observedCpu()).isEqualTo(29);
  }

  @Test
  void carriesForwardOverAShortGapAndMarksIt() {
    fill(24);

    assertThat(window.fillableGapBefore(slot(27))).isEqualTo(3);
    assertThat(window.upsert(cpu(27, 50))).isEqualTo(Outcome.APPENDED);

    GroupSequence sequence = sequence();
    assertThat(sequence.isComplete()).isTrue();
    assertThat(sequence.cpuUtilization).endsWith(23, 23, 23, 23, 50);
    assertThat(states(sequence)).endsWith("OBSERVED", "FILLED", "FILLED", "FILLED", "OBSERVED");
  }

  @Test
  void startsAnewAfterALongGap() {
    fill(24);

    assertThat(window.fillableGapBefore(slot(28))).isZero();
    assertThat(window.upsert(cpu(28, 50))).isEqualTo(Outcome.RESET);

    assertThat(states(sequence())).startsWith("EMPTY").endsWith("EMPTY", "OBSERVED");
    assertThat(sequence().cpuUtilization[22]).isNaN();
  }

  @Test
  void aSampleWithoutCpuIsFilledLikeAGapButKeepsItsOtherSignals() {
    fill(24);

    window.upsert(new Sample(slot(24), Double.NaN, 7, Double.NaN, 2, 2));

    assertThat(sequence().observedCpu()).isEqualTo(23);
    assertThat(sequence().newestState()).isEqualTo(SampleState.FILLED);
    assertThat(sequence().networkIn[23]).isEqualTo(7);
    assertThat(sequence().requestCount[23]).isNaN();
  }

  @Test
  void theFourthSampleInARowWithoutCpuResets() {
    fill(24);
    for (int slot = 24; slot < 27; slot++) {
      assertThat(window.upsert(cpu(slot, Double.NaN))).isEqualTo(Outcome.APPENDED);
    }

    assertThat(window.upsert(cpu(27, Double.NaN))).isEqualTo(Outcome.RESET);
    assertThat(sequence().newestState()).isEqualTo(SampleState.EMPTY);
    assertThat(sequence().cpuUtilization).containsOnly(Double.NaN);
    assertThat(window.upsert(cpu(28, 5))).isEqualTo(Outcome.APPENDED);
  }

  @Test
  void aGapNextToSamplesWithoutCpuCountsAsOneGap() {
    fill(24);
    window.upsert(cpu(24, Double.NaN));
    window.upsert(cpu(25, Double.NaN));

    assertThat(window.fillableGapBefore(slot(27))).isEqualTo(1);
    assertThat(window.fillableGapBefore(slot(28))).isZero();
  }

  @Test
  void aLateSampleRevisesItsSlotAndWhatWasCarriedFromIt() {
    fill(24);
    window.upsert(cpu(26, 60));

    assertThat(window.upsert(cpu(24, 40))).isEqualTo(Outcome.REVISED);

    assertThat(sequence().cpuUtilization).endsWith(23, 40, 40, 60);
    assertThat(states(sequence())).endsWith("OBSERVED", "OBSERVED", "FILLED", "OBSERVED");
  }

  @Test
  void aRevisionKeepsTheSignalsThatItLacks() {
    window.upsert(new Sample(slot(0), 10, 20, 30, 4, 5));
    window.upsert(new Sample(slot(0), 11, Double.NaN, Double.NaN, Double.NaN, Double.NaN));

    GroupSequence sequence = sequence();
    assertThat(sequence.observedCpu()).isEqualTo(11);
    assertThat(sequence.networkIn[23]).isEqualTo(20);
    assertThat(sequence.requestCount[23]).isEqualTo(30);
    assertThat(sequence.observedInServiceInstances()).isEqualTo(4);
    assertThat(sequence.desiredCapacity).isEqualTo(5);
  }

  @Test
  void aSampleOlderThanTheWindowChangesNothing() {
    fill(24);
    double[] before = sequence().cpuUtilization;

    assertThat(window.upsert(cpu(-1, 99))).isEqualTo(Outcome.TOO_OLD);
    assertThat(sequence().cpuUtilization).isEqualTo(before);
    assertThat(window.upsert(cpu(0, 99))).isEqualTo(Outcome.REVISED);
    assertThat(sequence().cpuUtilization[0]).isEqualTo(99);
  }

  @Test
  void desiredCapacityIsThatOfTheNewestSlotOnly() {
    window.upsert(new Sample(slot(0), 10, 20, 30, 4, 5));
    window.upsert(cpu(1, 10));

    assertThat(sequence().desiredCapacity).isNaN();
  }

  @Test
  void aSequenceDoesNotChangeWithTheWindow() {
    fill(24);
    GroupSequence before = sequence();
    window.upsert(cpu(24, 77));

    assertThat(before.observedCpu()).isEqualTo(23);
  }

  private void fill(int samples) {
    for (int slot = 0; slot < samples; slot++) {
      window.upsert(cpu(slot, slot));
    }
  }

  private GroupSequence sequence() {
    return window.toSequence("web", CalendarContext.none());
  }

  private static Sample cpu(int slot, double cpu) {
    return new Sample(slot(slot), cpu, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  private static long slot(int number) {
    return FIRST + number * Slots.MILLIS;
  }

  private static String[] states(GroupSequence sequence) {
    String[] names = new String[sequence.states.length];
    for (int step = 0; step < names.length; step++) {
      names[step] = SampleState.values()[sequence.states[step]].name();
    }
    return names;
  }
}
