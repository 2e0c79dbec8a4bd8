package io.prescale.training.evaluation;

/**
 * Mean absolute errors, in the unit of the series, apart for slots with a calendar event.
 *
 * @param onEvents on targets with an event; {@code NaN} without any
 * @param elsewhere on the other targets; {@code NaN} without any
 */
public record EventErrors(double onEvents, double elsewhere) {}
