package io.prescale.training.evaluation.report;

import io.prescale.domain.time.Slots;
import io.prescale.reporting.Numbers;
import io.prescale.reporting.Panel;
import io.prescale.reporting.Paths;
import io.prescale.reporting.Runs;
import io.prescale.reporting.Scale;
import io.prescale.reporting.TimeAxis;
import io.prescale.training.evaluation.SeriesPlot;
import java.util.function.IntToDoubleFunction;

/** Some days of a series: what came, what was forecast, and the 90 % interval. */
final class ForecastChart {
  private static final double WIDTH = 520;
  private static final double HEIGHT = 200;

  private ForecastChart() {}

  static String of(String series, SeriesPlot plot) {
    Panel panel =
        new Panel(
            plot.kind() + ", " + plot.minutes() + " min ahead",
            "Actual values of " + series + " and the model’s forecasts",
            WIDTH,
            HEIGHT,
            44);
    double highest = 0;
    double lowest = Double.MAX_VALUE;
    int slots = plot.actual().length;
    for (int slot = 0; slot < slots; slot++) {
      highest = Math.max(highest, largest(plot.actual()[slot], plot.expected()[slot]));
      lowest = Math.min(lowest, smallest(plot.actual()[slot], plot.expected()[slot]));
    }
    double margin = Math.max((highest - lowest) * 0.15, 0.01 * Math.abs(highest));
    double bottom = lowest - margin < highest * 0.3 ? 0 : lowest - margin;
    Scale y = Scale.linear(bottom, highest + margin, panel.bottom(), panel.top());
    TimeAxis time =
        new TimeAxis(
            panel, plot.firstSlot(), plot.firstSlot() + Math.max(1, slots - 1) * Slots.MILLIS);
    panel.horizontalGrid(y, y.ticks(4), Numbers::tick);
    time.draw();
    IntToDoubleFunction pixel = slot -> time.at(plot.firstSlot() + slot * Slots.MILLIS);
    events(panel, pixel, plot);
    if (plot.lower() != null && plot.upper() != null) {
      panel.path("band", Paths.band(slots, pixel, at(plot.lower(), y), at(plot.upper(), y)));
    }
    panel.path("curve m-model", Paths.line(slots, pixel, at(plot.expected(), y)));
    panel.path("curve actual", Paths.line(slots, pixel, at(plot.actual(), y)));
    panel.readout(
        "class", "readout",
        "data-start", plot.firstSlot(),
        "data-slots", slots,
        "data-left", panel.left(),
        "data-right", panel.right(),
        "data-bottom", panel.bottom(),
        "data-top", panel.top(),
        "data-low", Double.toString(bottom),
        "data-high", Double.toString(highest + margin));
    return panel.toString();
  }

  private static IntToDoubleFunction at(float[] values, Scale scale) {
    return slot -> Float.isNaN(values[slot]) ? Double.NaN : scale.at(values[slot]);
  }

  private static void events(Panel panel, IntToDoubleFunction x, SeriesPlot plot) {
    for (Runs.Run run : Runs.of(plot.events().length, slot -> plot.events()[slot])) {
      double from = x.applyAsDouble(run.from());
      panel.bar(
          "event",
          from,
          panel.top(),
          Math.max(1, x.applyAsDouble(run.to()) - from),
          panel.bottom() - panel.top(),
          "Calendar event");
    }
  }

  private static double largest(float one, float other) {
    return Math.max(Float.isNaN(one) ? 0 : one, Float.isNaN(other) ? 0 : other);
  }

  private static double smallest(float one, float other) {
    return Math.min(
        Float.isNaN(one) ? Double.MAX_VALUE : one, Float.isNaN(other) ? Double.MAX_VALUE : other);
  }
}
