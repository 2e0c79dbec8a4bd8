package io.prescale.forecasting.network;

/** The native engine cannot run on this machine; the message says why and what to do. */
public class EngineUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
