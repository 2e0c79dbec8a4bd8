package io.prescale.training.evaluation;

/**
 * How good one method is for one series at one horizon.
 *
 * @param interval {@code null} for a method without one
 * @param events {@code null} where the targets have no event
 * @param hours mean absolute error by hour of day of the target, UTC, 24 values; {@code NaN}
 *     without a target. Not copied, and not compared by what is in it.
 */
@SuppressWarnings("ArrayRecordComponent")
public record MethodScore(
    String method,
    ErrorMeasures errors,
    IntervalMeasures interval,
    EventErrors events,
    double[] hours) {}
