package io.prescale.training.process;

import io.prescale.training.series.TrainingException;

/** A child was asked to end, as by Ctrl-C, which reaches all processes of a terminal. */
final class EndedFromOutsideException extends TrainingException {
  private static final long serialVersionUID = 1L;

  EndedFromOutsideException(String message) {
    super(message);
  }
}
