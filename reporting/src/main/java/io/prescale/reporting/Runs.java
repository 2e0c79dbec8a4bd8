package io.prescale.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Unbroken runs of positions at which something holds. */
public final class Runs {
  private Runs() {}

  /** The runs among positions from 0 to below {@code count}, in order. */
  public static List<Run> of(int count, IntPredicate holds) {
    List<Run> runs = new ArrayList<>();
    int from = 0;
    while (from < count) {
      int to = from;
      while (to < count && holds.test(to)) {
        to++;
      }
      if (to > from) {
        runs.add(new Run(from, to));
      }
      from = to + 1;
    }
    return runs;
  }

  /**
   * One run.
   *
   * @param from first position
   * @param to position after the last
   */
  public record Run(int from, int to) {}
}
