package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Panel;
import java.util.ArrayList;
import java.util.List;

/** Names the dots of a chart so that no name lies on another or on a dot. */
final class LabelPlacer {
  private static final double CHARACTER = 6.6;
  private static final double LINE = 14;
  private static final double GAP = 10;
  private static final int MOST_LINES_AWAY = 12;

  private final Panel panel;
  private final List<Box> taken = new ArrayList<>();

  LabelPlacer(Panel panel) {
    this.panel = panel;
  }

  private record Box(double left, double top, double right, double bottom) {
    boolean overlaps(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  /** Keeps names off a dot. */
  void occupy(double x, double y, double radius) {
    taken.add(new Box(x - radius, y - radius, x + radius, y + radius));
  }

  /** Writes the name of a dot as near as there is room, with a line to it if that is not near. */
  void label(double x, double y, String style, String text) {
    double width = CHARACTER * text.length();
    for (int away = 0; away <= 2 * MOST_LINES_AWAY; away++) {
      double middle = y + (away % 2 == 0 ? -1 : 1) * ((away + 1) / 2) * LINE;
      for (boolean right : new boolean[] {true, false}) {
        double left = right ? x + GAP : x - GAP - width;
        Box box = new Box(left, middle - LINE / 2, left + width, middle + LINE / 2);
        if (isFree(box)) {
          taken.add(box);
          if (away > 1) {
            panel.line("leader", x, y, right ? left - 2 : left + width + 2, middle);
          }
          panel.label(
              right ? left : left + width, middle + 4, right ? "start" : "end", style, text);
          return;
        }
      }
    }
  }

  private boolean isFree(Box box) {
    return box.left() >= panel.left()
        && box.right() <= panel.right()
        && box.top() >= panel.top()
        && box.bottom() <= panel.bottom()
        && taken.stream().noneMatch(box::overlaps);
  }
}
