package io.prescale.training.evaluation.report;

import io.prescale.training.evaluation.Methods;
import java.util.List;

/** What the lines of a chart stand for. */
final class Legend {
  private static final String SAMPLE = "M0 5L28 5";

  private Legend() {}

  static String ofMethods(List<String> methods) {
    MethodColours colours = new MethodColours(methods);
    Markup legend = new Markup().open("div", "class", "legend");
    for (String method : methods) {
      line(legend, "curve dashed " + colours.styleOf(method), Methods.label(method));
    }
    return legend.close("div").toString();
  }

  static String ofForecasts() {
    Markup legend = new Markup().open("div", "class", "legend");
    line(legend, "curve actual", "Actual");
    line(legend, "curve m-model", "Forecast of that slot, made 5 or 60 min before");
    area(legend, "band", "90 % interval");
    area(legend, "event", "Calendar event");
    return legend.close("div").toString();
  }

  private static void line(Markup legend, String style, String text) {
    entry(legend).empty("path", "class", style, "d", SAMPLE).close("svg");
    legend.text(text).close("span");
  }

  private static void area(Markup legend, String style, String text) {
    entry(legend)
        .empty("rect", "class", style, "x", 0, "y", 0, "width", 28, "height", 10)
        .close("svg");
    legend.text(text).close("span");
  }

  private static Markup entry(Markup legend) {
    return legend.open("span").open("svg", "viewBox", "0 0 28 10", "aria-hidden", "true");
  }
}
