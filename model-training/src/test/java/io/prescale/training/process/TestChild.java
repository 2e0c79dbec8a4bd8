package io.prescale.training.process;

import io.prescale.training.fit.TrainingListener;
import io.prescale.training.series.TrainingException;
import java.util.Locale;

/** What children of tests do. */
final class TestChild {
  /** The ways to go on. */
  enum Way {
    /** Tells of two steps. */
    WORK,
    /** Says why it cannot go on. */
    REFUSE,
    /** Is ended by an error that nobody expected. */
    CRASH,
    /** Is ended as the system does it that runs out of memory. */
    BE_KILLED,
    /** Goes on until it is ended. */
    GO_ON
  }

  private TestChild() {}

  public static void main(String[] arguments) {
    Way way = Way.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Child.run(listener -> go(way, listener));
  }

  private static void go(Way way, TrainingListener listener) {
    System.out.println("something that a library prints");
    switch (way) {
      case WORK -> {
        listener.onStep(1, 2);
        listener.onStep(2, 2);
      }
      case REFUSE -> throw new TrainingException("the loss is no longer a number\nin epoch 3");
      case CRASH -> throw new IllegalStateException("the engine broke");
      case BE_KILLED -> Runtime.getRuntime().halt(137);
      case GO_ON -> {
        while (true) {
          listener.onStep(1, 2);
          Thread.onSpinWait();
        }
      }
    }
  }
}
