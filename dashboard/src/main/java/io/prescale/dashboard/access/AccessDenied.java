package io.prescale.dashboard.access;

/** A request is refused before it is looked at. */
public final class AccessDenied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean mayLogIn;

  AccessDenied(String message, boolean mayLogIn) {
    super(message);
    this.mayLogIn = mayLogIn;
  }

  /** Whether a token would help. */
  public boolean mayLogIn() {
    return mayLogIn;
  }
}
