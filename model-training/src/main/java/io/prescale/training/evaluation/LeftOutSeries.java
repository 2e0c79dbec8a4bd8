package io.prescale.training.evaluation;

/**
 * A series that could not be measured.
 *
 * @param reason why, in words
 */
public record LeftOutSeries(String name, String reason) implements SeriesOutcome {}
