package io.prescale.training.fit;

import io.prescale.training.series.TrainingException;

/** A file of the working folder cannot be written or read; the message names it. */
public final class UnusableFileException extends TrainingException {
  private static final long serialVersionUID = 1L;

  public UnusableFileException(String message, Throwable cause) {
    super(message);
    initCause(cause);
  }
}
