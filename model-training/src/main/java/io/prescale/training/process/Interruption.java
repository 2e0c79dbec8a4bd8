package io.prescale.training.process;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** Says how to go on when the user ends the process by Ctrl-C. */
public final class Interruption implements AutoCloseable {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** Says it from now on until closed. */
  public static Interruption say(String message, PrintWriter out) {
    return say(() -> message, out);
  }

  /** As the other; what is said is asked for when the process is ended. */
  public static Interruption say(Supplier<String> message, PrintWriter out) {
    Thread hook =
        new Thread(
            () -> {
              out.println();
              out.println(message.get());
              out.flush();
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends, and it is being said.
    }
  }
}
