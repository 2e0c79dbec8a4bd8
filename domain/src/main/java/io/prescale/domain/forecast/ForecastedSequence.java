package io.prescale.domain.forecast;

import io.prescale.domain.sample.GroupSequence;

/** A sequence with its forecast, or without one and why. A stream record. */
public class ForecastedSequence {
  /** Why there is no forecast. */
  public enum Unavailable {
    /** There is one. */
    AVAILABLE,
    /** No model is in force. */
    NO_MODEL,
    /** Fewer than 24 steps are known. */
    SEQUENCE_INCOMPLETE,
    /** The model failed on this batch, or gave a value that is not a number. */
    MODEL_FAILED
  }

  public GroupSequence sequence;

  /** {@code null} unless {@link #unavailable} is {@code AVAILABLE}. */
  public Forecast forecast;

  public Unavailable unavailable;

  public ForecastedSequence() {}

  public static ForecastedSequence of(GroupSequence sequence, Forecast forecast) {
    ForecastedSequence result = new ForecastedSequence();
    result.sequence = sequence;
    result.forecast = forecast;
    result.unavailable = Unavailable.AVAILABLE;
    return result;
  }

  public static ForecastedSequence without(GroupSequence sequence, Unavailable reason) {
    ForecastedSequence result = new ForecastedSequence();
    result.sequence = sequence;
    result.unavailable = reason;
    return result;
  }
}
