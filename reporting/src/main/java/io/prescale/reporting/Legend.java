package io.prescale.reporting;

/** What the lines and areas of a chart stand for. */
public final class Legend {
  private static final String SAMPLE = "M0 5L28 5";

  private final Markup markup = new Markup().open("div", "class", "legend");

  /** Adds a line; its style is a class of the style sheet. */
  public Legend line(String style, String text) {
    entry().empty("path", "class", style, "d", SAMPLE).close("svg").text(text).close("span");
    return this;
  }

  /** Adds an area; its style is a class of the style sheet. */
  public Legend area(String style, String text) {
    entry()
        .empty("rect", "class", style, "x", 0, "y", 0, "width", 28, "height", 10)
        .close("svg")
        .text(text)
        .close("span");
    return this;
  }

  private Markup entry() {
    return markup.open("span").open("svg", "viewBox", "0 0 28 10", "aria-hidden", "true");
  }

  @Override
  public String toString() {
    return markup + "</div>\n";
  }
}
