package io.prescale.training.evaluation;

/**
 * A stretch of a series with the model's forecasts, for a person to look at. Arrays of one value
 * for each slot, {@code NaN} where absent, in single precision because hundreds of these are held.
 * They are not copied, and two plots are not compared by what is in them.
 *
 * @param kind what was chosen, such as "worst day"
 * @param minutes how far ahead the forecasts looked
 * @param firstSlot start of the first slot, epoch milliseconds
 * @param lower {@code null} for a model without interval
 * @param upper {@code null} for a model without interval
 */
@SuppressWarnings("ArrayRecordComponent")
public record SeriesPlot(
    String kind,
    int minutes,
    long firstSlot,
    float[] actual,
    float[] expected,
    float[] lower,
    float[] upper,
    boolean[] events) {}
