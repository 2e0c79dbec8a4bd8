package io.prescale.domain.policy;

/** What a decision does. */
public enum ScalingAction {
  SCALE_OUT,
  SCALE_IN,
  HOLD
}
