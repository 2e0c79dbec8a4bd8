package io.prescale.cli.local;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the terminal shows of a running fleet: one row per group, redrawn in place where the
 * terminal can, printed anew otherwise. Used by one thread.
 */
final class LiveTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String UP = "\u001b[%dA\r\u001b[J";

  /** A line that wrapped would take two rows, and the cursor would not come back far enough. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  private final PrintWriter out;
  private final boolean redraw;
  private final int maxRows;
  private final Map<String, Row> rows = new TreeMap<>();
  private int drawnLines;
  private long decisions;
  private long scaleOuts;
  private long scaleIns;

  /** What is known of one group. */
  private static final class Row {
    private ScalingDecision newest;
    private ScalingDecision lastAction;
  }

  /**
   * @param redraw whether the terminal understands cursor movements
   * @param maxRows most groups to show
   */
  LiveTable(PrintWriter out, boolean redraw, int maxRows) {
    this.out = out;
    this.redraw = redraw;
    this.maxRows = maxRows;
  }

  void add(ScalingDecision decision) {
    decisions++;
    Row row = rows.computeIfAbsent(decision.group, group -> new Row());
    row.newest = decision;
    if (decision.isCommand()) {
      row.lastAction = decision;
      if (decision.action == ScalingAction.SCALE_OUT) {
        scaleOuts++;
      } else {
        scaleIns++;
      }
    }
  }

  /** Draws the table with the fleet's time and the instances that it has now. */
  void draw(Instant now, int instances) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s UTC  %d groups, %d instances  |  %,d decisions, %,d scale-outs, %,d scale-ins",
            TIME.format(now),
            rows.size(),
            instances,
            decisions,
            scaleOuts,
            scaleIns));
    lines.add(
        String.format(
            "%-16s %4s %6s %9s %9s  %-22s %s",
            "group", "size", "cpu %", "next 5min", "in 1 h", "last action", "now"));
    rows.values().stream().limit(maxRows).forEach(row -> lines.add(line(row)));
    if (rows.size() > maxRows) {
      lines.add("... and " + (rows.size() - maxRows) + " more groups");
    }
    if (redraw && drawnLines > 0) {
      out.printf(UP, drawnLines);
    }
    if (redraw) {
      out.print(NO_WRAP);
    }
    lines.forEach(out::println);
    if (redraw) {
      out.print(WRAP);
    }
    out.flush();
    drawnLines = lines.size();
  }

  private static String line(Row row) {
    ScalingDecision newest = row.newest;
    return String.format(
        Locale.ROOT,
        "%-16.16s %4d %6s %9s %9s  %-22s %s",
        newest.group,
        newest.desiredCapacity,
        percent(newest.observedCpu),
        percent(forecastCpu(newest, 0)),
        percent(forecastCpu(newest, 11)),
        action(row.lastAction),
        newest.reason.explanation());
  }

  private static String action(ScalingDecision action) {
    if (action == null) {
      return "none";
    }
    return String.format(
        Locale.ROOT,
        "%s %d to %d",
        TIME.format(Instant.ofEpochMilli(action.slotEnd)),
        action.currentCapacity,
        action.desiredCapacity);
  }

  /** Forecast CPU utilisation at the capacity decided on, percent. */
  private static double forecastCpu(ScalingDecision decision, int horizon) {
    if (decision.forecast == null) {
      return Double.NaN;
    }
    double expected = decision.forecast.expected[horizon];
    return decision.forecast.quantity == Forecast.Quantity.DEMAND
        ? expected / Math.max(1, decision.desiredCapacity)
        : expected;
  }

  private static String percent(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
  }
}
