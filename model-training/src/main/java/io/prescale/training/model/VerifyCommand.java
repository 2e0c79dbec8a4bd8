package io.prescale.training.model;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.history.HistorySeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code prescale model verify}: whether the job could use a bundle. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Loads a model bundle as the job does (checksums, features, network) and lets it forecast.",
      "With history, it also forecasts the newest fifth of each group's."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the job can use the bundle",
      "1:it cannot; the message says why",
      "2:the options are wrong"
    })
final class VerifyCommand extends ModelAction {
  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A bundle, or a place with current.json; local or s3://bucket/prefix.")
  private String location;

  @Mixin private CheckHistoryOptions history = new CheckHistoryOptions();

  @Override
  void run(PrintWriter out) throws IOException {
    try (BundleLocation place = BundleLocation.open(location)) {
      ModelBundle bundle = ModelCheck.load(place.bundle());
      List<HistorySeries> series = history.load(out);
      if (!series.isEmpty()) {
        PersistenceRatio ratio = ModelCheck.forecast(place.bundle(), bundle, series);
        if (ratio.groups() > 0) {
          out.printf(
              Locale.ROOT,
              "Error %.4f x persistence on the newest fifth (%,d groups, %,d forecasts).%n",
              ratio.value(),
              ratio.groups(),
              ratio.forecasts());
        } else {
          out.println("The newest fifth of the history holds no changing values to measure on.");
        }
      }
      out.println("OK: model " + bundle.id() + " in " + place.bundle().location());
    }
  }
}
