package io.prescale.training.evaluation.report;

import io.prescale.reporting.Legend;
import io.prescale.training.evaluation.Methods;
import java.util.List;

/** What the lines of a chart stand for. */
final class MethodLegend {
  private MethodLegend() {}

  static String ofMethods(List<String> methods) {
    MethodColours colours = new MethodColours(methods);
    Legend legend = new Legend();
    for (String method : methods) {
      legend.line("curve dashed " + colours.styleOf(method), Methods.label(method));
    }
    return legend.toString();
  }

  static String ofForecasts() {
    return new Legend()
        .line("curve actual", "Actual")
        .line("curve m-model", "Forecast of that slot, made 5 or 60 min before")
        .area("band", "90 % interval")
        .area("event", "Calendar event")
        .toString();
  }
}
