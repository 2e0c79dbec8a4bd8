package io.prescale.domain.policy;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;

/**
 * How good the one-step forecasts of a group were lately, beside persistence ("the next slot will
 * be like this one"). Part of keyed state (Flink POJO).
 *
 * <p>Both mean absolute errors are exponentially weighted: the n-th error counts {@code max(1/n,
 * 1/24)}, so that they are plain means at first and reach back about two hours then. They begin
 * anew with another model and with another forecast quantity.
 */
public class ForecastAccuracy {
  /** Fewer scored forecasts say nothing. */
  public static final int ENOUGH_SCORED = 12;

  /** A forecast is unreliable when its error exceeds that of persistence by this factor... */
  public static final double TOLERATED_RATIO = 1.1;

  /** ... and by this many percentage points of CPU utilisation. */
  public static final double TOLERATED_CPU_POINTS = 0.5;

  private static final double LOWEST_WEIGHT = 1.0 / 24;

  /** Start of the slot that was forecast last, epoch milliseconds; 0 if no forecast is pending. */
  public long pendingSlot;

  /** What was forecast for it, in the unit of {@link #quantity}. */
  public double pendingForecast;

  /** What was observed when it was forecast, same unit. */
  public double pendingPersistence;

  /** What the errors are about; {@code null} before the first forecast. */
  public Forecast.Quantity quantity;

  /** Hash of the identifier of the model that the errors are about. */
  public int modelHash;

  /** Forecasts scored, up to {@link #ENOUGH_SCORED} x 2. */
  public int scored;

  /** Weighted mean absolute error of the forecast, in the unit of {@link #quantity}. */
  public double forecastError;

  /** Weighted mean absolute error of persistence, same unit. */
  public double persistenceError;

  public ForecastAccuracy() {}

  /** Scores the pending forecast, if it was for this slot and the slot was measured. */
  void score(GroupSequence sequence) {
    if (pendingSlot != 0 && pendingSlot == sequence.slotStart) {
      double actual = observed(sequence, quantity);
      if (Double.isFinite(actual)) {
        scored = Math.min(scored + 1, 2 * ENOUGH_SCORED);
        double weight = Math.max(LOWEST_WEIGHT, 1.0 / scored);
        forecastError += weight * (Math.abs(actual - pendingForecast) - forecastError);
        persistenceError += weight * (Math.abs(actual - pendingPersistence) - persistenceError);
      }
    }
    if (pendingSlot <= sequence.slotStart) {
      pendingSlot = 0;
    }
  }

  /** Keeps what the forecast says of the next slot, to be scored when that slot is there. */
  void expect(GroupSequence sequence, Forecast forecast) {
    int model = String.valueOf(forecast.modelId).hashCode();
    if (quantity != forecast.quantity || modelHash != model) {
      quantity = forecast.quantity;
      modelHash = model;
      scored = 0;
      forecastError = 0;
      persistenceError = 0;
    }
    double now = observed(sequence, quantity);
    if (Double.isFinite(now)) {
      pendingSlot = sequence.slotStart + Slots.MILLIS;
      pendingForecast = forecast.expected[0];
      pendingPersistence = now;
    }
  }

  /** In the unit of the forecast quantity; {@code NaN} if nothing was scored. */
  public double recentForecastError() {
    return scored == 0 ? Double.NaN : forecastError;
  }

  /** In the unit of the forecast quantity; {@code NaN} if nothing was scored. */
  public double recentPersistenceError() {
    return scored == 0 ? Double.NaN : persistenceError;
  }

  /**
   * Whether enough forecasts of this model were scored to say that it is clearly worse than
   * persistence.
   *
   * @param forecast the forecast at hand; errors of another model or quantity say nothing about it
   * @param servingInstances what turns percentage points of CPU into demand, instances
   */
  boolean isWorseThanPersistence(Forecast forecast, double servingInstances) {
    if (scored < ENOUGH_SCORED
        || quantity != forecast.quantity
        || modelHash != String.valueOf(forecast.modelId).hashCode()) {
      return false;
    }
    double points =
        quantity == Forecast.Quantity.DEMAND
            ? TOLERATED_CPU_POINTS * servingInstances
            : TOLERATED_CPU_POINTS;
    return forecastError > persistenceError * TOLERATED_RATIO
        && forecastError > persistenceError + points;
  }

  private static double observed(GroupSequence sequence, Forecast.Quantity quantity) {
    if (sequence.newestState() != SampleState.OBSERVED) {
      return Double.NaN;
    }
    return quantity == Forecast.Quantity.DEMAND
        ? sequence.observedCpu() * sequence.observedInServiceInstances()
        : sequence.observedCpu();
  }
}
