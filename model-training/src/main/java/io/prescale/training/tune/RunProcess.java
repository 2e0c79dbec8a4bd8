package io.prescale.training.tune;

import io.prescale.training.process.Child;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/** Does runs, one after the other, in a process of its own. */
public final class RunProcess {
  private RunProcess() {}

  /**
   * @param arguments folder of the search, and the runs
   */
  public static void main(String[] arguments) {
    Child.run(
        listener ->
            new FoldTraining(TuneFolder.of(Path.of(arguments[0])), Clock.systemUTC())
                .train(Arrays.stream(arguments).skip(1).map(TuneFolder::run).toList(), listener));
  }
}
