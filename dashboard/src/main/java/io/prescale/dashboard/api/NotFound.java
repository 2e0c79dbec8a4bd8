package io.prescale.dashboard.api;

/** There is no such thing. */
final class NotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotFound(String what) {
    super("there is no " + what + " in the decision log");
  }
}
