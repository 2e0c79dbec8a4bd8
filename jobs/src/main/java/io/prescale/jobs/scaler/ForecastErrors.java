package io.prescale.jobs.scaler;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;
import java.util.List;
import java.util.Objects;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How good forecasts were lately, over the groups of the batch scored last, for the nearest and the
 * farthest horizon. Written by the task's thread, read by reporters.
 */
final class ForecastErrors {
  private final AtHorizon nearest;
  private final AtHorizon farthest;

  ForecastErrors(MetricGroup metrics) {
    nearest = new AtHorizon(0, metrics);
    farthest = new AtHorizon(Slots.HORIZONS - 1, metrics);
  }

  /** Takes the errors that the forecasts carry; null where there is no forecast. */
  void take(List<Forecast> forecasts) {
    nearest.take(forecasts);
    farthest.take(forecasts);
  }

  private static final class AtHorizon {
    private final int horizon;
    private volatile double error = Double.NaN;
    private volatile double ratio = Double.NaN;

    AtHorizon(int horizon, MetricGroup metrics) {
      this.horizon = horizon;
      long minutes = (horizon + 1) * Slots.MILLIS / 60_000;
      MetricGroup group = metrics.addGroup(ScalerMetrics.HORIZON, minutes + "min");
      Gauge<Double> meanError = () -> error;
      group.gauge(ScalerMetrics.FORECAST_ERROR, meanError);
      Gauge<Double> toPersistence = () -> ratio;
      group.gauge(ScalerMetrics.FORECAST_ERROR_RATIO, toPersistence);
    }

    void take(List<Forecast> forecasts) {
      double errors = 0;
      double persistenceErrors = 0;
      int judged = 0;
      for (Forecast forecast : forecasts) {
        if (isJudged(forecast)) {
          errors += forecast.recentErrors[horizon];
          persistenceErrors += forecast.recentPersistenceErrors[horizon];
          judged++;
        }
      }
      if (judged > 0) {
        error = errors / judged;
        ratio = persistenceErrors > 0 ? errors / persistenceErrors : Double.NaN;
      }
    }

    private boolean isJudged(Forecast forecast) {
      return Objects.nonNull(forecast)
          && forecast.recentErrors != null
          && forecast.recentPersistenceErrors != null
          && !Double.isNaN(forecast.recentErrors[horizon])
          && !Double.isNaN(forecast.recentPersistenceErrors[horizon]);
    }
  }
}
