package io.prescale.domain.sample;

/** What stands at one step of a sequence. */
public enum SampleState {
  /** Nothing known: before the first sample, or after a gap too long to fill. */
  EMPTY,
  /** Measured. */
  OBSERVED,
  /** A short gap: the values before it were carried forward. */
  FILLED
}
