package io.prescale.reporting;

import java.util.function.DoubleFunction;

/** One chart: an SVG drawing with a title, a plot area and axes. */
public final class Panel {
  private static final double TITLE = 30;
  private static final double BOTTOM = 26;
  private static final double RIGHT = 10;

  private final Markup svg = new Markup();
  private final double width;
  private final double height;
  private final double left;

  /**
   * Starts a chart.
   *
   * @param title shown above the plot area
   * @param description what somebody who does not see it should know
   * @param left pixels in front of the plot area
   */
  public Panel(String title, String description, double width, double height, double left) {
    this.width = width;
    this.height = height;
    this.left = left;
    svg.open(
        "svg",
        "role",
        "img",
        "viewBox",
        "0 0 " + Markup.coordinate(width) + " " + Markup.coordinate(height),
        "aria-label",
        title + ". " + description);
    label(0, 14, "start", "heading", title);
  }

  public double left() {
    return left;
  }

  public double right() {
    return width - RIGHT;
  }

  public double top() {
    return TITLE;
  }

  public double bottom() {
    return height - BOTTOM;
  }

  public Panel horizontalGrid(Scale scale, Iterable<Double> ticks, DoubleFunction<String> format) {
    for (double tick : ticks) {
      double y = scale.at(tick);
      line("grid", left(), y, right(), y);
      label(left() - 6, y + 4, "end", "tick", format.apply(tick));
    }
    return this;
  }

  public Panel verticalGrid(Scale scale, Iterable<Double> ticks, DoubleFunction<String> format) {
    for (double tick : ticks) {
      double x = scale.at(tick);
      line("grid", x, top(), x, bottom());
      label(x, bottom() + 16, "middle", "tick", format.apply(tick));
    }
    return this;
  }

  public Panel line(String style, double x1, double y1, double x2, double y2) {
    svg.empty("line", "class", style, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
    return this;
  }

  /** A text; {@code anchor} is start, middle or end. */
  public Panel label(double x, double y, String anchor, String style, String text) {
    svg.element("text", text, "class", style, "x", x, "y", y, "text-anchor", anchor);
    return this;
  }

  /** A rectangle with a text that shows under the pointer. */
  public Panel bar(
      String style, double x, double y, double barWidth, double barHeight, String hint) {
    svg.open("rect", "class", style, "x", x, "y", y, "width", barWidth, "height", barHeight)
        .element("title", hint)
        .close("rect");
    return this;
  }

  /** A dot with a text that shows under the pointer. */
  public Panel dot(String style, double x, double y, double radius, String hint) {
    svg.open("circle", "class", style, "cx", x, "cy", y, "r", radius)
        .element("title", hint)
        .close("circle");
    return this;
  }

  public Panel path(String style, String data) {
    if (!data.isEmpty()) {
      svg.empty("path", "class", style, "d", data);
    }
    return this;
  }

  /** Where the page's script shows the values under the pointer, and what it needs for that. */
  public Panel readout(Object... scales) {
    return open(scales).close();
  }

  /** Starts a group of what is drawn until {@link #close}; attributes are names and values. */
  public Panel open(Object... attributes) {
    svg.open("g", attributes);
    return this;
  }

  /** Ends the group that was started last. */
  public Panel close() {
    svg.close("g");
    return this;
  }

  /** A shape given by path data, with a text that shows under the pointer. */
  public Panel mark(String style, String data, String hint) {
    svg.open("path", "class", style, "d", data).element("title", hint).close("path");
    return this;
  }

  @Override
  public String toString() {
    return svg + "</svg>\n";
  }
}
