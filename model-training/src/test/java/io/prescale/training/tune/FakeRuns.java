package io.prescale.training.tune;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Runs whose scores a function tells, and that stop when their time is up. */
final class FakeRuns implements Runs {
  private final Function<Run, RunResult> outcome;
  private final Map<Run, RunResult> results = new HashMap<>();
  private final List<Run> done = new ArrayList<>();
  private int left = Integer.MAX_VALUE;
  private boolean affording = true;

  FakeRuns(Function<Run, RunResult> outcome) {
    this.outcome = outcome;
  }

  /** The lower the number of a trial the better, and the more epochs the better. */
  static FakeRuns byNumber() {
    return new FakeRuns(
        run ->
            RunResult.scored(
                0.5 + run.trial().number() / 100.0 + 0.1 / run.until() + run.fold() / 1000.0, 1));
  }

  /** Time for so many more runs. */
  FakeRuns stopAfter(int runs) {
    left = runs;
    return this;
  }

  FakeRuns affordingNothing() {
    affording = false;
    return this;
  }

  @Override
  public boolean complete(List<Run> runs) {
    for (Run run : runs) {
      if (!results.containsKey(run)) {
        if (left == 0) {
          return false;
        }
        left--;
        results.put(run, outcome.apply(run));
        done.add(run);
      }
    }
    return true;
  }

  @Override
  public boolean affords(long epochs) {
    return affording;
  }

  @Override
  public Optional<RunResult> result(Run run) {
    return Optional.ofNullable(results.get(run));
  }

  /** All that was trained, in order. */
  List<Run> done() {
    return done;
  }

  /** Numbers of the trials that were trained at a rung with a seed, in order. */
  List<Integer> trialsAt(int rung, long seed) {
    return done.stream()
        .filter(run -> run.rung() == rung && run.seed() == seed)
        .map(run -> run.trial().number())
        .distinct()
        .toList();
  }
}
