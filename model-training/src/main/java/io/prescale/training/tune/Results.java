package io.prescale.training.tune;

import java.util.Optional;

/** What came of runs. */
interface Results {
  /** The result of a run; empty if there is none yet. */
  Optional<RunResult> result(Run run);
}
