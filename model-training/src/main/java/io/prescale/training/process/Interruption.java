package io.prescale.training.process;

import java.io.PrintWriter;

/** Says how to go on when the user ends the process by Ctrl-C. */
public final class Interruption implements AutoCloseable {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** Says it from now on until closed. */
  public static Interruption say(String message, PrintWriter out) {
    Thread hook =
        new Thread(
            () -> {
              out.println();
              out.println(message);
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
