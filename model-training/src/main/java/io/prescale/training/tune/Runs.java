package io.prescale.training.tune;

import java.util.List;

/** Does runs, and keeps what came of them. */
interface Runs extends Results {
  /**
   * Does those that have no result yet. One that fails has that as its result.
   *
   * @return whether all have one; {@code false} when time is up
   */
  boolean complete(List<Run> runs);

  /** Whether the time left is likely to do for so much, judging by what was done so far. */
  boolean affords(long epochs);
}
