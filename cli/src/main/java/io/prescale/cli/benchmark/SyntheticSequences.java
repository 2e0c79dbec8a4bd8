package io.prescale.cli.benchmark;

import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import java.util.Arrays;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** Complete sequences of made-up groups; the same ones for the same index. */
final class SyntheticSequences implements GeneratorFunction<Long, GroupSequence> {
  private static final long serialVersionUID = 1L;

  private static final long START = Slots.startOf(1_790_000_000_000L);

  private final int groups;

  /**
   * @param groups sequences with the same slot
   */
  SyntheticSequences(int groups) {
    this.groups = groups;
  }

  @Override
  public GroupSequence map(Long index) {
    GroupSequence sequence =
        GroupSequence.empty("group-" + index % groups, START + index / groups * Slots.MILLIS);
    for (int step = 0; step < Slots.SEQUENCE_LENGTH; step++) {
      double wave = Math.sin((index + step) * 0.26);
      sequence.cpuUtilization[step] = 50 + 20 * wave;
      sequence.networkIn[step] = 1e8 * (2 + wave);
      sequence.requestCount[step] = 1e4 * (2 + wave);
      sequence.inServiceInstances[step] = 4;
    }
    Arrays.fill(sequence.states, (byte) SampleState.OBSERVED.ordinal());
    sequence.desiredCapacity = 4;
    return sequence;
  }
}
