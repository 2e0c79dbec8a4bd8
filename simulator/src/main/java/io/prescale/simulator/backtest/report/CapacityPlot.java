package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.reporting.Panel;
import io.prescale.reporting.Paths;
import io.prescale.reporting.Runs;
import io.prescale.reporting.Scale;
import io.prescale.reporting.TimeAxis;
import io.prescale.simulator.backtest.result.ForecastTrace;
import io.prescale.simulator.backtest.result.PolicyTrace;
import java.util.function.IntToDoubleFunction;

/** Draws demand, forecasts, capacity and overload of some minutes of a series. */
final class CapacityPlot {
  /** What a bin of thinned values is wide, pixels. */
  private static final double BIN = 2;

  private static final double NARROWEST = 1.2;

  private final DemandInstances demand;
  private final Panel panel;
  private final int from;
  private final int to;
  private final TimeAxis time;
  private final Scale y;
  private final int bins;

  /**
   * @param from index of the first minute
   * @param to index after the last minute
   * @param highest instances at the top
   */
  CapacityPlot(DemandInstances demand, Panel panel, int from, int to, double highest) {
    this.demand = demand;
    this.panel = panel;
    this.from = from;
    this.to = to;
    this.time = new TimeAxis(panel, demand.millis(from), demand.millis(to));
    this.y = Scale.linear(0, Math.max(1, highest * 1.08), panel.bottom(), panel.top());
    this.bins = (int) Math.max(1, (panel.right() - panel.left()) / BIN);
  }

  void axes() {
    panel.horizontalGrid(y, y.ticks(4), Numbers::tick);
    times();
  }

  void times() {
    time.draw();
  }

  void events() {
    boolean[] events = demand.series().events();
    for (Runs.Run run : Runs.of(to - from, minute -> events[from + minute])) {
      double left = x(from + run.from());
      double width = Math.max(NARROWEST, x(from + run.to()) - left);
      panel.bar("event", left, panel.top(), width, panel.bottom() - panel.top(), "Calendar event");
    }
  }

  /** The interval as wide as it is anywhere in a bin, and the expected values. */
  void forecast() {
    demand.forecast().ifPresent(this::forecast);
  }

  private void forecast(ForecastTrace trace) {
    int first = DemandInstances.slotAt(trace, from);
    int count = Math.max(0, DemandInstances.slotAt(trace, to) - first);
    int shown = Math.min(count, bins);
    IntToDoubleFunction middle = slot -> time.at(demand.slotMillis(trace, first + slot));
    panel.path(
        "band",
        Paths.band(
            shown,
            bin -> middle.applyAsDouble(Extremes.edge(bin, shown, count)),
            bin -> y(extreme(trace.lower(), first, bin, shown, count, -1)),
            bin -> y(extreme(trace.upper(), first, bin, shown, count, 1))));
    IntToDoubleFunction expected = slot -> demand.instances(trace.expected()[first + slot]);
    int[] kept = Extremes.positions(count, bins, expected);
    panel.path(
        "curve forecast",
        Paths.line(
            kept.length,
            index -> middle.applyAsDouble(kept[index]),
            index -> y(expected.applyAsDouble(kept[index]))));
  }

  private double extreme(float[] values, int first, int bin, int shown, int count, int direction) {
    double extreme = Double.NaN;
    for (int slot = Extremes.edge(bin, shown, count);
        slot < Extremes.edge(bin + 1, shown, count);
        slot++) {
      double value = demand.instances(values[first + slot]);
      if (Double.isNaN(extreme) || direction * value > direction * extreme) {
        extreme = value;
      }
    }
    return extreme;
  }

  void needed() {
    line("curve needed", minute -> demand.needed(from + minute));
  }

  void inService(PolicyTrace trace, String style) {
    steps("curve capacity " + style, trace.inService());
  }

  void desired(PolicyTrace trace, String style) {
    steps("curve desired " + style, trace.desired());
  }

  private void steps(String style, int[] instances) {
    if (to - from > 2 * bins) {
      line(style, minute -> instances[from + minute]);
    } else {
      panel.path(
          style,
          Paths.steps(
              to - from, minute -> x(from + minute), minute -> y(instances[from + minute])));
    }
  }

  private void line(String style, IntToDoubleFunction instances) {
    int[] kept = Extremes.positions(to - from, bins, instances);
    panel.path(
        style,
        Paths.line(
            kept.length,
            index -> x(from + kept[index]),
            index -> y(instances.applyAsDouble(kept[index]))));
  }

  /** Shades the minutes of overload over the whole height. */
  void overload(PolicyTrace trace) {
    panel.path("overload", overload(trace, panel.top(), panel.bottom()));
  }

  /** Data of a path that covers the minutes of overload between two heights. */
  String overload(PolicyTrace trace, double top, double bottom) {
    StringBuilder path = new StringBuilder();
    double covered = Double.NEGATIVE_INFINITY;
    for (Runs.Run run :
        Runs.of(to - from, minute -> trace.utilization()[from + minute] > demand.threshold())) {
      double left = Math.max(covered, x(from + run.from()));
      double right = Math.max(x(from + run.to()), x(from + run.from()) + NARROWEST);
      if (right > left) {
        path.append('M').append(Markup.coordinate(left)).append(' ');
        path.append(Markup.coordinate(top)).append('H').append(Markup.coordinate(right));
        path.append('V').append(Markup.coordinate(bottom)).append('H');
        path.append(Markup.coordinate(left)).append('Z');
        covered = right;
      }
    }
    return path.toString();
  }

  /** Marks the actions at the height of the capacity that they ask for. */
  void actions(PolicyTrace trace, String style) {
    for (ActionMark mark : ActionMark.of(trace.actions(), from, to, this::x)) {
      panel.mark(
          "action " + style,
          mark.shape(x(mark.first().minute()), y(mark.last().to())),
          mark.hint(demand));
    }
  }

  double x(int minute) {
    return time.at(demand.millis(minute));
  }

  private double y(double instances) {
    return Double.isNaN(instances) ? Double.NaN : y.at(instances);
  }
}
