package io.prescale.training;

/** The parts that a series is split into, in the order of time. */
enum Part {
  TRAINING,
  VALIDATION,
  TEST
}
