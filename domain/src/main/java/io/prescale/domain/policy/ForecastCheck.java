package io.prescale.domain.policy;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;
import java.util.Optional;

/**
 * Whether a forecast may be relied on. A forecast carries how large the errors of the group's last
 * forecasts were, beside those of persistence ("it stays as it is"); what counts is the horizon
 * that the group's policy goes by.
 */
final class ForecastCheck {
  /** Fewer forecasts that have come due say nothing. */
  static final int ENOUGH_SCORED = 12;

  /** A forecast is unreliable when its error exceeds that of persistence by this factor... */
  static final double TOLERATED_RATIO = 1.1;

  /** ... and by this many percentage points of CPU utilisation. */
  static final double TOLERATED_CPU_POINTS = 0.5;

  private ForecastCheck() {}

  /** The guardrail that forbids it, empty if none does. */
  static Optional<Guardrail> check(Situation situation) {
    Forecast forecast = situation.input().forecast;
    if (forecast == null) {
      return Optional.of(Guardrail.FORECAST_UNAVAILABLE);
    }
    if (!isValid(forecast)) {
      return Optional.of(Guardrail.FORECAST_INVALID);
    }
    return isWorseThanPersistence(forecast, situation)
        ? Optional.of(Guardrail.FORECAST_UNRELIABLE)
        : Optional.empty();
  }

  /**
   * In the unit of the forecast; {@code NaN} without a forecast, or where none has come due.
   *
   * @param horizon index of the horizon, 0 for the next slot
   */
  static double recentError(Forecast forecast, int horizon) {
    return forecast == null ? Double.NaN : at(forecast.recentErrors, horizon);
  }

  /** The same of persistence. */
  static double recentPersistenceError(Forecast forecast, int horizon) {
    return forecast == null ? Double.NaN : at(forecast.recentPersistenceErrors, horizon);
  }

  private static double at(double[] values, int horizon) {
    return values == null || values.length != Slots.HORIZONS ? Double.NaN : values[horizon];
  }

  private static boolean isWorseThanPersistence(Forecast forecast, Situation situation) {
    int horizon = situation.decisiveHorizon();
    boolean enough =
        forecast.scored != null
            && forecast.scored.length == Slots.HORIZONS
            && forecast.scored[horizon] >= ENOUGH_SCORED;
    if (!enough) {
      return false;
    }
    double points =
        forecast.quantity == Forecast.Quantity.DEMAND
            ? TOLERATED_CPU_POINTS * situation.servingInstances()
            : TOLERATED_CPU_POINTS;
    double error = recentError(forecast, horizon);
    double persistence = recentPersistenceError(forecast, horizon);
    return error > persistence * TOLERATED_RATIO && error > persistence + points;
  }

  /** Whether there is a forecast, and its values are numbers. */
  static boolean isValid(Forecast forecast) {
    return forecast != null
        && forecast.quantity != null
        && areValid(forecast.expected)
        && areValid(forecast.upper);
  }

  private static boolean areValid(double[] values) {
    if (values == null || values.length != Slots.HORIZONS) {
      return false;
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
