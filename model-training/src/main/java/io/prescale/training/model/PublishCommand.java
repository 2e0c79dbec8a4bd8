package io.prescale.training.model;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.storage.Storage;
import io.prescale.training.storage.Storages;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prescale model publish}: puts a bundle in force. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Verifies a model bundle, copies it to where the job looks for models, and puts it in force.",
      "Refuses a model that errs more than the one in force on the same history."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the model is in force",
      "1:it is not, and what was in force stays; the message says why",
      "2:the options are wrong"
    })
final class PublishCommand extends ModelAction {
  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A bundle, or a place with current.json; local or s3://bucket/prefix.")
  private String location;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "LOCATION",
      description =
          "Where the job looks for models: a folder or s3://bucket/prefix with a folder for each"
              + " bundle and current.json, which names the one in force.")
  private String to;

  @Mixin private CheckHistoryOptions history = new CheckHistoryOptions();

  @Option(
      names = "--force",
      description = "Publish even a model that is worse, or that was not compared.")
  private boolean force;

  @Override
  void run(PrintWriter out) throws IOException {
    try (BundleLocation place = BundleLocation.open(location);
        Storage target = Storages.open(to)) {
      List<HistorySeries> series = history.load(out);
      ModelPublisher.Published published =
          new ModelPublisher(new ModelRepository(target), new PersistenceComparison(), force)
              .publish(place.bundle(), series);
      report(published, target, out);
    }
  }

  private static void report(ModelPublisher.Published published, Storage target, PrintWriter out) {
    if (published.wasInForce()) {
      out.println("Model " + published.model() + " is in force already; its files are whole.");
      return;
    }
    published.comparison().ifPresent(text -> out.println("Compared: " + text + "."));
    out.println(
        "Model "
            + published.model()
            + " is in force: copied to "
            + target.addressOf(published.model())
            + " and named in "
            + target.addressOf(ModelRepository.POINTER)
            + ".");
    published
        .previous()
        .ifPresent(
            previous ->
                out.println(
                    "To go back to "
                        + previous
                        + ": prescale model publish "
                        + target.addressOf(previous)
                        + " --to "
                        + target.location()
                        + " --force"));
  }
}
