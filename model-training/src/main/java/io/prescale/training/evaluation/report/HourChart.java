package io.prescale.training.evaluation.report;

import io.prescale.reporting.Numbers;
import io.prescale.reporting.Panel;
import io.prescale.reporting.Paths;
import io.prescale.reporting.Scale;
import io.prescale.training.evaluation.HorizonScore;
import io.prescale.training.evaluation.MethodScore;
import io.prescale.training.evaluation.Methods;
import io.prescale.training.evaluation.SeriesEvaluation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Errors by hour of day. Each series is divided by its own mean persistence error, so that series
 * of different size can be averaged.
 */
final class HourChart {
  private static final int HOURS = 24;

  private HourChart() {}

  static String of(
      int horizon, int minutes, List<SeriesEvaluation> evaluations, List<String> methods) {
    MethodColours colours = new MethodColours(methods);
    Map<String, double[]> curves = new LinkedHashMap<>();
    double highest = 0;
    for (String method : methods) {
      double[] curve = curve(method, horizon, evaluations);
      curves.put(method, curve);
      highest = Math.max(highest, Arrays.stream(curve).filter(Double::isFinite).max().orElse(0));
    }
    Panel panel =
        new Panel(
            minutes + " min ahead",
            "Mean absolute error of each method by hour of day",
            520,
            240,
            44);
    Scale x = Scale.linear(0, HOURS - 1, panel.left() + 6, panel.right() - 6);
    Scale y = Scale.linear(0, highest * 1.05, panel.bottom(), panel.top());
    panel.horizontalGrid(y, y.ticks(4), Numbers::tick);
    panel.verticalGrid(
        x, List.of(0.0, 4.0, 8.0, 12.0, 16.0, 20.0, 23.0), hour -> Math.round(hour) + " h");
    IntToDoubleFunction pixel = x::at;
    curves.forEach(
        (method, curve) ->
            panel.path(
                "curve dashed " + colours.styleOf(method),
                Paths.line(HOURS, pixel, hour -> pixelOf(curve[hour], y))));
    return panel.toString();
  }

  private static double pixelOf(double value, Scale scale) {
    return Double.isFinite(value) ? scale.at(value) : Double.NaN;
  }

  private static double[] curve(String method, int horizon, List<SeriesEvaluation> evaluations) {
    double[] sums = new double[HOURS];
    int[] counts = new int[HOURS];
    for (SeriesEvaluation evaluation : evaluations) {
      HorizonScore score = evaluation.horizons().get(horizon);
      double unit = score.mae(Methods.PERSISTENCE);
      double[] hours = score.method(method).map(MethodScore::hours).orElse(null);
      if (hours != null && unit > 0) {
        for (int hour = 0; hour < HOURS; hour++) {
          if (Double.isFinite(hours[hour])) {
            sums[hour] += hours[hour] / unit;
            counts[hour]++;
          }
        }
      }
    }
    double[] curve = new double[HOURS];
    Arrays.setAll(curve, hour -> counts[hour] == 0 ? Double.NaN : sums[hour] / counts[hour]);
    return curve;
  }
}
