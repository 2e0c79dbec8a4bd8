package io.prescale.forecasting;

import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Builds complete sequences for tests. */
public final class SequenceBuilder {
  /** A Monday, 2026-01-05T00:00:00Z. */
  public static final long MONDAY = 1_767_571_200_000L;

  private final GroupSequence sequence = GroupSequence.empty("web", MONDAY);

  private SequenceBuilder() {}

  /** CPU utilisation by step. */
  public static SequenceBuilder cpu(IntToDoubleFunction values) {
    SequenceBuilder builder = new SequenceBuilder();
    Arrays.setAll(builder.sequence.cpuUtilization, values);
    Arrays.fill(builder.sequence.states, (byte) SampleState.OBSERVED.ordinal());
    return builder;
  }

  /** A sequence unlike those of other numbers. */
  public static GroupSequence arbitrary(int number) {
    return cpu(step -> 40 + 30 * Math.sin(number * 0.7 + step * (0.1 + number % 7 * 0.05)))
        .at(MONDAY + number * Slots.MILLIS)
        .build();
  }

  public SequenceBuilder network(IntToDoubleFunction values) {
    Arrays.setAll(sequence.networkIn, values);
    return this;
  }

  public SequenceBuilder requests(IntToDoubleFunction values) {
    Arrays.setAll(sequence.requestCount, values);
    return this;
  }

  public SequenceBuilder instances(IntToDoubleFunction values) {
    Arrays.setAll(sequence.inServiceInstances, values);
    return this;
  }

  public SequenceBuilder at(long newestSlot) {
    sequence.slotStart = newestSlot;
    return this;
  }

  public SequenceBuilder filled(int step) {
    sequence.states[step] = (byte) SampleState.FILLED.ordinal();
    return this;
  }

  /** An event in force at a step of the sequence or of the hour ahead. */
  public SequenceBuilder event(int step) {
    sequence.calendar.active[step] = true;
    return this;
  }

  public GroupSequence build() {
    return sequence;
  }
}
