package io.prescale.reporting;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A horizontal axis of time, UTC, over the whole width of a chart. */
public final class TimeAxis {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final double NARROWEST_TICK = 70;
  private static final double HALF_LABEL = 20;

  /** What a chart leaves free beside the plot area, so that a last label may reach into it. */
  private static final double EDGE = 8;

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(28),
          Duration.ofDays(84));
  private static final DateTimeFormatter DATE = format("d MMM");
  private static final DateTimeFormatter TIME = format("HH:mm");

  private final long from;
  private final long to;
  private final Panel panel;
  private final Scale scale;

  /**
   * @param from epoch milliseconds at the left end
   * @param to epoch milliseconds at the right end
   */
  public TimeAxis(Panel panel, long from, long to) {
    this.from = from;
    this.to = Math.max(to, from + 1);
    this.panel = panel;
    this.scale = Scale.linear(0, this.to - from, panel.left(), panel.right());
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** The pixel of a time in epoch milliseconds. */
  public double at(long millis) {
    return scale.at(millis - from);
  }

  /** Draws grid lines at round times, and names them; midnights by their date. */
  public void draw() {
    long step = step();
    for (long tick = -Math.floorDiv(-from, step) * step; tick <= to; tick += step) {
      double pixel = at(tick);
      boolean midnight = Math.floorMod(tick, DAY) == 0;
      panel.line("grid", pixel, panel.top(), pixel, panel.bottom());
      panel.label(
          Math.min(pixel, panel.right() - HALF_LABEL + EDGE),
          panel.bottom() + 16,
          "middle",
          midnight ? "tick strong" : "tick",
          (midnight ? DATE : TIME).format(Instant.ofEpochMilli(tick)));
    }
  }

  private long step() {
    double most = Math.max(1, (panel.right() - panel.left()) / NARROWEST_TICK);
    return STEPS.stream()
        .mapToLong(Duration::toMillis)
        .filter(step -> (to - from) / (double) step <= most)
        .findFirst()
        .orElse(STEPS.get(STEPS.size() - 1).toMillis());
  }
}
