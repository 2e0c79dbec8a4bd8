package io.prescale.forecasting.features;

/** How values become numbers that a network can learn, and its outputs values. */
public enum ValueScaling {
  /** Changes from the newest value, in units of how far the group usually moves. */
  CHANGE,
  /** Levels between the lowest (0) and the highest (1) value that the group has shown (MinMax). */
  RANGE
}
