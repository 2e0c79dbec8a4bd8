package io.prescale.forecasting.natives;

/** The native libraries cannot be loaded here; the message says why and what to do. */
public final class NativesUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NativesUnavailableException(String message) {
    super(message);
  }

  NativesUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
