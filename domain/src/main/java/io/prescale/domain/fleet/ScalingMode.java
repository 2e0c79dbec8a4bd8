package io.prescale.domain.fleet;

/** What may be done to a group. */
public enum ScalingMode {
  /** Decide and record, change nothing: the default. */
  OBSERVE,
  /** Carry decisions out. */
  ENFORCE
}
