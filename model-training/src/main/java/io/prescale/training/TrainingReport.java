package io.prescale.training;

import io.prescale.forecasting.bundle.AccuracyReport;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.training.fit.TrainingData;
import io.prescale.training.process.WorkFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Prints what training uses, and how good the result is. */
final class TrainingReport {
  private final PrintWriter out;

  TrainingReport(PrintWriter out) {
    this.out = out;
  }

  void windows(TrainingData data) {
    data.skipped().forEach(line -> out.println("Left out " + line + "."));
    out.printf(
        Locale.ROOT,
        "Training on %,d windows of %d group%s.%n",
        data.trainingWindows(),
        data.history().size(),
        data.history().size() == 1 ? "" : "s");
    out.flush();
  }

  /** Says what becomes of an earlier training that was interrupted. */
  void found(WorkFolder.Found found, boolean restart, int trained) {
    switch (found) {
      case NEW -> {}
      case SAME ->
          out.println(
              "Going on where an earlier training stopped"
                  + (trained == 0
                      ? ""
                      : ", with " + trained + (trained == 1 ? " member" : " members") + " trained")
                  + ".");
      case OTHER ->
          out.println(
              restart
                  ? "Starting anew, as --restart says."
                  : "Starting anew: an earlier training was interrupted, but its options or its"
                      + " history were others.");
    }
    out.flush();
  }

  void result(ModelBundle bundle, Path folder) {
    if (bundle.accuracy().entries().isEmpty()) {
      out.println("Nothing was held out, so there is no accuracy to report.");
    } else {
      out.println();
      out.println("Mean absolute error on the part held out, forecast / persistence:");
      accuracy(bundle.accuracy());
    }
    if (bundle.training().bestEpoch() == 0) {
      out.println(
          "No epoch did better than persistence on the validation part:"
              + " the model forecasts that nothing changes.");
    }
    out.printf("%nModel %s written to %s%n", bundle.id(), folder);
  }

  private void accuracy(AccuracyReport report) {
    int width = report.entries().stream().mapToInt(entry -> entry.group().length()).max().orElse(0);
    String previous = null;
    for (AccuracyReport.Entry entry : report.entries()) {
      if (!entry.group().equals(previous)) {
        out.printf("%s%-" + Math.max(1, width) + "s", previous == null ? "" : "\n", entry.group());
        previous = entry.group();
      }
      out.printf(
          Locale.ROOT,
          "  %d min %.3f / %.3f",
          entry.minutesAhead(),
          entry.forecastError(),
          entry.persistenceError());
    }
    out.println();
  }
}
