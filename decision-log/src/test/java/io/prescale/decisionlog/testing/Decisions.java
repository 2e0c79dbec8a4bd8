package io.prescale.decisionlog.testing;

import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.policy.PreviousCommand;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import java.util.Arrays;

/** Decisions for tests. */
public final class Decisions {
  /** 2026-11-27T00:00:00Z. */
  public static final long FIRST_SLOT_END = 1_795_737_600_000L;

  private Decisions() {}

  /** A hold with a forecast; {@code slot} counts from {@link #FIRST_SLOT_END}. */
  public static ScalingDecision hold(String group, int slot) {
    ScalingDecision decision = new ScalingDecision();
    decision.group = group;
    decision.slotEnd = FIRST_SLOT_END + slot * Slots.MILLIS;
    decision.id = group + "@" + decision.slotEnd;
    decision.observedCpu = 40 + slot % 30;
    decision.observedNetworkIn = 1e6;
    decision.observedInServiceInstances = 4;
    decision.forecast = forecast("model-a", 4 * (41.5 + slot % 30));
    decision.forecastUnavailable = Unavailable.AVAILABLE;
    decision.forecastCpu = 41.5 + slot % 30;
    decision.recentForecastError = 8;
    decision.recentPersistenceError = 10;
    decision.currentCapacity = 4;
    decision.recommendedCapacity = 4;
    decision.desiredCapacity = 4;
    decision.reason = Reason.FORECAST_WITHIN_BOUNDS;
    decision.mode = ScalingMode.ENFORCE;
    decision.validUntil = decision.slotEnd + 2 * Slots.MILLIS;
    return decision;
  }

  /** The same, but one instance more. */
  public static ScalingDecision scaleOut(String group, int slot) {
    ScalingDecision decision = hold(group, slot);
    decision.action = ScalingAction.SCALE_OUT;
    decision.recommendedCapacity = 5;
    decision.desiredCapacity = 5;
    decision.reason = Reason.FORECAST_HIGH;
    decision.previousCommand =
        new PreviousCommand(PreviousCommand.Status.APPLIED, decision.slotEnd - 6 * Slots.MILLIS, 4);
    return decision;
  }

  /** A forecast of demand that stays the same. */
  public static Forecast forecast(String model, double demand) {
    Forecast forecast =
        new Forecast(
            model,
            Forecast.Quantity.DEMAND,
            horizons(demand),
            horizons(0.5 * demand),
            horizons(2 * demand));
    forecast.recentErrors = horizons(8);
    forecast.recentPersistenceErrors = horizons(10);
    return forecast;
  }

  private static double[] horizons(double value) {
    double[] values = new double[Slots.HORIZONS];
    Arrays.fill(values, value);
    return values;
  }
}
