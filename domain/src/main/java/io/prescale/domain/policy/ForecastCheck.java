package io.prescale.domain.policy;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;
import java.util.Optional;

/** Whether a forecast may be relied on. */
final class ForecastCheck {
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
    boolean worse =
        situation.history().accuracy.isWorseThanPersistence(forecast, situation.servingInstances());
    return worse ? Optional.of(Guardrail.FORECAST_UNRELIABLE) : Optional.empty();
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
