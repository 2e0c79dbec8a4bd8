package io.prescale.training.evaluation.report;

import io.prescale.training.evaluation.Methods;
import java.util.ArrayList;
import java.util.List;

/** The style of each method: a class of the style sheet, which has a colour and a dash pattern. */
final class MethodColours {
  private static final int COMPARED_STYLES = 4;

  private final List<String> compared = new ArrayList<>();

  MethodColours(List<String> methods) {
    methods.stream().filter(method -> !Methods.isReserved(method)).forEach(compared::add);
  }

  String styleOf(String method) {
    return Methods.isReserved(method)
        ? "m-" + method
        : "m-compared" + compared.indexOf(method) % COMPARED_STYLES;
  }
}
