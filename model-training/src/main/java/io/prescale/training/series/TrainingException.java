package io.prescale.training.series;

/** Training cannot be done with this input; the message says why and what to do. */
public class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingException(String message) {
    super(message);
  }
}
