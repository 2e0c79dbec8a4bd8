package io.prescale.forecasting;

import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Makes the sequences of a group, slot by slot, from the CPU utilisation of its slots. */
public final class SeriesBuilder {
  /** A Monday, 2026-01-05T00:00:00Z. */
  public static final long START = SequenceBuilder.MONDAY;

  private final double[] values;
  private String group = "web";
  private double instances = Double.NaN;

  private SeriesBuilder(double[] values) {
    this.values = values;
  }

  /** A series from {@link #START} on; {@code NaN} where nothing was measured. */
  public static SeriesBuilder of(double... values) {
    return new SeriesBuilder(values.clone());
  }

  public static SeriesBuilder of(int length, IntToDoubleFunction values) {
    double[] computed = new double[length];
    Arrays.setAll(computed, values);
    return new SeriesBuilder(computed);
  }

  public SeriesBuilder group(String name) {
    this.group = name;
    return this;
  }

  /** Instances in every slot; absent where not called. */
  public SeriesBuilder instances(double count) {
    this.instances = count;
    return this;
  }

  /** Slot of an index. */
  public static long slot(int index) {
    return START + index * Slots.MILLIS;
  }

  /** The sequence up to an index. */
  public GroupSequence sequence(int newest) {
    GroupSequence sequence = GroupSequence.empty(group, slot(newest));
    for (int step = 0; step < Slots.SEQUENCE_LENGTH; step++) {
      int index = newest - (Slots.SEQUENCE_LENGTH - 1 - step);
      if (index >= 0 && !Double.isNaN(values[index])) {
        sequence.cpuUtilization[step] = values[index];
        sequence.inServiceInstances[step] = instances;
        sequence.states[step] = (byte) SampleState.OBSERVED.ordinal();
      }
    }
    return sequence;
  }

  /** The sequences of all slots. */
  public List<GroupSequence> sequences() {
    List<GroupSequence> sequences = new ArrayList<>();
    for (int newest = 0; newest < values.length; newest++) {
      sequences.add(sequence(newest));
    }
    return sequences;
  }
}
