package io.prescale.training.evaluation;

/**
 * A model under the name that reports call it.
 *
 * @param name {@link Methods#MODEL}, or the name that a compared model was given
 */
public record NamedForecaster(String name, SeriesForecaster forecaster) {}
