package io.prescale.training.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.AccuracyReport;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.TrainingSummary;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a bundle is, as text or as JSON. */
final class ModelDescription {
  private static final int MOST_ROWS = 40;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_GETTERS, MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final ModelBundle bundle;
  private final String location;

  ModelDescription(ModelBundle bundle, String location) {
    this.bundle = bundle;
    this.location = location;
  }

  String json() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("id", bundle.id());
    root.put("location", location);
    Map<String, Object> features = new LinkedHashMap<>();
    features.put("version", bundle.schema().version());
    features.put("fingerprint", bundle.schema().fingerprint());
    features.put("sequenceLength", bundle.schema().sequenceLength());
    features.put("horizons", bundle.schema().horizons());
    features.put("sequenceFeatures", bundle.schema().sequenceFeatures());
    features.put("staticFeatures", bundle.schema().staticFeatures());
    root.put("features", features);
    Map<String, Object> network = new LinkedHashMap<>();
    network.put("type", bundle.isTorchScript() ? "torchscript" : "lstm");
    if (!bundle.isTorchScript()) {
      network.put("layers", bundle.network().layers());
      network.put("hidden", bundle.network().hidden());
      network.put("dropout", bundle.network().dropout());
    }
    root.put("network", network);
    root.put("members", members());
    root.put("seed", bundle.seed());
    root.put("training", bundle.training());
    root.put("accuracy", bundle.accuracy());
    root.put("residualQuantiles", bundle.residuals());
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a bundle is always JSON", e);
    }
  }

  void print(PrintWriter out) {
    out.printf("Model     %s%n", bundle.id());
    out.printf("Location  %s%n", location);
    out.printf(
        "Network   %s; %d member%s, seed %d%n",
        bundle.isTorchScript() ? "TorchScript" : bundle.network(),
        members(),
        members() == 1 ? "" : "s",
        bundle.seed());
    out.printf(
        "Features  %s; %d steps to %d horizons, version %d, fingerprint %s%n",
        String.join(", ", bundle.schema().sequenceFeatures()),
        bundle.schema().sequenceLength(),
        bundle.schema().horizons(),
        bundle.schema().version(),
        bundle.schema().fingerprint());
    training(out);
    accuracy(out);
    residuals(out);
  }

  private int members() {
    return bundle.isTorchScript() ? bundle.scripts().size() : bundle.members().size();
  }

  private void training(PrintWriter out) {
    TrainingSummary training = bundle.training();
    List<TrainingSummary.Series> series = training.series();
    out.printf(
        Locale.ROOT,
        "Trained   on %,d groups%s; %,d training, %,d validation and %,d test windows%n",
        series.size(),
        dates(series),
        training.trainingWindows(),
        training.validationWindows(),
        training.testWindows());
    for (TrainingSummary.Series one : series.subList(0, Math.min(MOST_ROWS, series.size()))) {
      out.printf(
          Locale.ROOT,
          "  %s: %,d samples, %s to %s%n",
          one.group(),
          one.samples(),
          one.firstSlot(),
          one.lastSlot());
    }
    more(out, series.size());
  }

  private static String dates(List<TrainingSummary.Series> series) {
    Comparator<String> order = Comparator.naturalOrder();
    return series.stream()
        .map(TrainingSummary.Series::firstSlot)
        .min(order)
        .map(
            first ->
                ", "
                    + first
                    + " to "
                    + series.stream()
                        .map(TrainingSummary.Series::lastSlot)
                        .max(order)
                        .orElse(first))
        .orElse("");
  }

  private void accuracy(PrintWriter out) {
    List<AccuracyReport.Entry> entries = bundle.accuracy().entries();
    if (entries.isEmpty()) {
      out.println("Accuracy  nothing was held out to measure it");
      return;
    }
    out.println("Accuracy  mean absolute error on the part held out");
    int shown = Math.min(MOST_ROWS, entries.size());
    int width = entries.stream().limit(shown).mapToInt(e -> e.group().length()).max().orElse(0);
    String row = "  %-" + Math.max(width, "group".length()) + "s %8s %12s %12s%n";
    out.printf(row, "group", "minutes", "forecast", "persistence");
    for (AccuracyReport.Entry entry : entries.subList(0, shown)) {
      out.printf(
          row,
          entry.group(),
          entry.minutesAhead(),
          String.format(Locale.ROOT, "%.4f", entry.forecastError()),
          String.format(Locale.ROOT, "%.4f", entry.persistenceError()));
    }
    more(out, entries.size());
  }

  private void residuals(PrintWriter out) {
    out.println("Interval  5 % and 95 % quantiles of the residuals, in units of the outputs");
    for (int horizon = 0; horizon < bundle.residuals().horizons(); horizon++) {
      out.printf(
          Locale.ROOT,
          "  %3d min %9.4f %9.4f%n",
          (horizon + 1) * Slots.LENGTH.toMinutes(),
          bundle.residuals().lower()[horizon],
          bundle.residuals().upper()[horizon]);
    }
  }

  private static void more(PrintWriter out, int rows) {
    if (rows > MOST_ROWS) {
      out.printf(Locale.ROOT, "  and %,d more; --json prints all%n", rows - MOST_ROWS);
    }
  }
}
