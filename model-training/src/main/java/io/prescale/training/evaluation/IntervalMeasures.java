package io.prescale.training.evaluation;

/**
 * How good the 90 % interval is.
 *
 * @param coverage share of targets inside, bounds included; 0.9 is right, more is too cautious
 * @param width mean distance of the bounds, in the unit of the series
 */
public record IntervalMeasures(double coverage, double width) {}
