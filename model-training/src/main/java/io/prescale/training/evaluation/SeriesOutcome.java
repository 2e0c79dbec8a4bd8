package io.prescale.training.evaluation;

/** What became of a series: measured, or left out and why. */
public sealed interface SeriesOutcome permits SeriesEvaluation, LeftOutSeries {
  /** Auto scaling group name. */
  String name();
}
