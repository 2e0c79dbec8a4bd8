package io.prescale.training.evaluation;

/**
 * The forecasts of one method for one series.
 *
 * @param method what reports call the method
 */
public record MethodTrack(String method, ForecastTrack track) {}
