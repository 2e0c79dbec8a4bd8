package io.prescale.training.process;

import io.prescale.training.fit.TrainingListener;
import io.prescale.training.series.TrainingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * A child's side: progress goes to standard output line by line, everything else to standard error,
 * which is the log. The child ends when the parent does, which closes its standard input.
 */
public final class Child {
  private Child() {}

  /** Does the work and ends the process: 0 done, 1 failed. */
  public static void run(Consumer<TrainingListener> work) {
    PrintStream protocol = System.out;
    System.setOut(System.err);
    endWithParent();
    int code = 0;
    try {
      work.accept(new ProgressLines(protocol));
    } catch (TrainingException e) {
      protocol.println(ProgressLines.failure(e.getMessage()));
      code = 1;
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      code = 1;
    }
    protocol.flush();
    // Without hooks: nothing is left to be done, and the engine's threads would hold it up.
    Runtime.getRuntime().halt(code);
  }

  private static void endWithParent() {
    InputStream parent = System.in;
    Thread watch =
        new Thread(
            () -> {
              try {
                while (parent.read() >= 0) {
                  // Nothing is ever said.
                }
              } catch (IOException e) {
                // Then there is no parent either.
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
