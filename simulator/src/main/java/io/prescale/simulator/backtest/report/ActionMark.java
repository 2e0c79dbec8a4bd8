package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Markup;
import io.prescale.simulator.backtest.result.PolicyTrace.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A mark for one action, or for several that would lie on each other.
 *
 * @param first of them
 * @param last of them
 * @param count how many
 */
record ActionMark(Action first, Action last, int count) {
  private static final double NEAREST = 7;

  /**
   * The marks of the actions from one minute to below another.
   *
   * @param x pixel of a minute
   */
  static List<ActionMark> of(List<Action> actions, int from, int to, IntToDoubleFunction x) {
    List<ActionMark> marks = new ArrayList<>();
    ActionMark open = null;
    for (Action action : actions) {
      if (action.minute() < from || action.minute() >= to) {
        continue;
      }
      double pixel = x.applyAsDouble(action.minute());
      if (open != null && pixel - x.applyAsDouble(open.first.minute()) < NEAREST) {
        open = new ActionMark(open.first, action, open.count + 1);
      } else {
        if (open != null) {
          marks.add(open);
        }
        open = new ActionMark(action, action, 1);
      }
    }
    if (open != null) {
      marks.add(open);
    }
    return marks;
  }

  /** Path data: a triangle that points to more or to less capacity, a diamond for no change. */
  String shape(double x, double y) {
    int change = Integer.compare(last.to(), first.from());
    String start = "M" + Markup.coordinate(x) + " " + Markup.coordinate(y - change * 5);
    return change == 0
        ? "M" + Markup.coordinate(x) + " " + Markup.coordinate(y - 4) + "l4 4l-4 4l-4 -4Z"
        : start + (change > 0 ? "l4.5 8h-9Z" : "l4.5 -8h-9Z");
  }

  /** What happened and why. */
  String hint(DemandInstances demand) {
    String more = count == 1 ? "" : " (" + count + " actions; the first: " + first.to() + ")";
    return UtcTime.of(demand.millis(first.minute()))
        + " UTC: "
        + first.from()
        + " → "
        + last.to()
        + more
        + ". "
        + first.reason();
  }
}
