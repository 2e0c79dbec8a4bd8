package io.prescale.training.model;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prescale model show}: what a bundle is. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells what a model bundle is, what it was trained on, and how good it was.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:there is no usable bundle; the message says why",
      "2:the options are wrong"
    })
final class ShowCommand extends ModelAction {
  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A bundle, or a place with current.json; local or s3://bucket/prefix.")
  private String location;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  void run(PrintWriter out) throws IOException {
    try (BundleLocation place = BundleLocation.open(location)) {
      ModelBundle bundle = new ModelBundleLoader().load(place.bundle());
      ModelDescription description = new ModelDescription(bundle, place.bundle().location());
      if (json) {
        out.println(description.json());
      } else {
        description.print(out);
      }
    }
  }
}
