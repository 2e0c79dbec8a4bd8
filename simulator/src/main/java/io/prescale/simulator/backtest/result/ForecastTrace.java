package io.prescale.simulator.backtest.result;

/**
 * Forecasts of demand at the end of the lead time, each placed at the slot that it is about, in
 * percent of one instance. Every array has one value for each five-minute slot of the figures;
 * {@code NaN} where there was no forecast, or one of CPU utilisation only.
 *
 * @param leadSlots how many slots ahead they were made
 * @param firstMinute index of the minute that the first slot begins with
 * @param expected expected demand
 * @param lower lower bound of the 90 % interval
 * @param upper upper bound of the 90 % interval
 */
@SuppressWarnings("ArrayRecordComponent")
public record ForecastTrace(
    int leadSlots, int firstMinute, float[] expected, float[] lower, float[] upper) {}
