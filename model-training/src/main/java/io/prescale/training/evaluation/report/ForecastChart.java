package io.prescale.training.evaluation.report;

import io.prescale.domain.time.Slots;
import io.prescale.training.evaluation.SeriesPlot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** Some days of a series: what came, what was forecast, and the 90 % interval. */
final class ForecastChart {
  private static final double WIDTH = 520;
  private static final double HEIGHT = 200;
  private static final long TICK = Duration.ofHours(6).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

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
    Scale x = Scale.linear(0, Math.max(1, slots - 1), panel.left(), panel.right());
    panel.horizontalGrid(y, y.ticks(4), Numbers::tick);
    times(panel, x, plot);
    events(panel, x, plot);
    IntToDoubleFunction pixel = x::at;
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

  private static void times(Panel panel, Scale x, SeriesPlot plot) {
    long end = plot.firstSlot() + plot.actual().length * Slots.MILLIS;
    for (long tick = -Math.floorDiv(-plot.firstSlot(), TICK) * TICK; tick < end; tick += TICK) {
      double pixel = x.at((double) (tick - plot.firstSlot()) / Slots.MILLIS);
      boolean midnight = Math.floorMod(tick, DAY) == 0;
      panel.line("grid", pixel, panel.top(), pixel, panel.bottom());
      panel.label(
          pixel,
          panel.bottom() + 16,
          "middle",
          midnight ? "tick strong" : "tick",
          (midnight ? DATE : TIME).format(Instant.ofEpochMilli(tick)));
    }
  }

  private static void events(Panel panel, Scale x, SeriesPlot plot) {
    int slot = 0;
    while (slot < plot.events().length) {
      int end = slot;
      while (end < plot.events().length && plot.events()[end]) {
        end++;
      }
      if (end > slot) {
        panel.bar(
            "event",
            x.at(slot),
            panel.top(),
            Math.max(1, x.at(end) - x.at(slot)),
            panel.bottom() - panel.top(),
            "Calendar event");
      }
      slot = end + 1;
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
