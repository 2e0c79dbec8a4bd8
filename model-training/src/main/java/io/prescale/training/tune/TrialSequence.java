package io.prescale.training.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The trials of a search in their order: the preset, then random ones, none twice. The same space
 * and seed give the same sequence, however much of it is asked for.
 */
final class TrialSequence {
  /** So many draws in a row that all were there before: the space holds no more. */
  private static final int GIVE_UP = 1000;

  private final SearchSpace space;
  private final SplittableRandom random;
  private final List<Trial> trials = new ArrayList<>();
  private final Set<Map<Dimension, String>> known = new HashSet<>();

  TrialSequence(SearchSpace space, long seed) {
    this.space = space;
    this.random = new SplittableRandom(seed);
    add(space.preset());
  }

  private void add(Trial trial) {
    trials.add(trial);
    known.add(trial.values());
  }

  /**
   * Random trials.
   *
   * @param from number of the first one, at least 1
   * @param count fewer come if the space holds no more
   */
  List<Trial> random(int from, int count) {
    int end = from + count;
    for (int misses = 0; trials.size() < end && misses < GIVE_UP; misses++) {
      Map<Dimension, String> values = space.draw(random);
      if (!known.contains(values)) {
        add(new Trial(trials.size(), space.basis(), values));
        misses = 0;
      }
    }
    int last = Math.min(end, trials.size());
    return from >= last
        ? List.of()
        : Collections.unmodifiableList(new ArrayList<>(trials.subList(from, last)));
  }

  /** All trials that were asked for so far, the preset first. */
  List<Trial> drawn() {
    return Collections.unmodifiableList(trials);
  }

  /** The trial that is the preset. */
  Trial preset() {
    return trials.get(0);
  }
}
