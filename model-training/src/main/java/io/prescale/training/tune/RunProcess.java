package io.prescale.training.tune;

import io.prescale.training.process.Child;
import java.nio.file.Path;
import java.time.Clock;

/** Does one run in a process of its own. */
public final class RunProcess {
  private RunProcess() {}

  /**
   * @param arguments folder of the search, and the run
   */
  public static void main(String[] arguments) {
    Child.run(
        listener ->
            new FoldTraining(TuneFolder.of(Path.of(arguments[0])), Clock.systemUTC())
                .train(TuneFolder.run(arguments[1]), listener));
  }
}
