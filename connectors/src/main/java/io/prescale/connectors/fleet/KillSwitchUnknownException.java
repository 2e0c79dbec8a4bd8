package io.prescale.connectors.fleet;

/**
 * Whether a group may be scaled cannot be said now: a kill switch is configured and cannot be read.
 */
public final class KillSwitchUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KillSwitchUnknownException(String message) {
    super(message);
  }
}
