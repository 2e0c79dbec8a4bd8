package io.prescale.training.process;

/** Ends at once with the code that it is given. */
public final class ExitingProcess {
  private ExitingProcess() {}

  public static void main(String[] arguments) {
    System.exit(Integer.parseInt(arguments[0]));
  }
}
