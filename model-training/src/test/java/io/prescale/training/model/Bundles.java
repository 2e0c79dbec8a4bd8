package io.prescale.training.model;

import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.forecasting.bundle.ModelBundleWriter;
import io.prescale.forecasting.bundle.ResidualQuantiles;
import io.prescale.forecasting.network.ParameterValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The model that comes with Prescale and variants of it; history to measure them on. */
final class Bundles {
  private Bundles() {}

  static Path shipped() {
    return Path.of(System.getProperty("prescale.root"), "models", "default");
  }

  /** Forecasts the same as the shipped model, but with another interval. */
  static Path alike(Path folder) throws IOException {
    ModelBundle shipped = load(shipped());
    double[] wide = new double[shipped.schema().horizons()];
    Arrays.fill(wide, 2);
    double[] low = new double[wide.length];
    Arrays.fill(low, -2);
    return write(shipped, 1, new ResidualQuantiles(low, wide), folder);
  }

  /** Forecasts changes fifty times as large as the shipped model. */
  static Path worse(Path folder) throws IOException {
    ModelBundle shipped = load(shipped());
    return write(shipped, 50, shipped.residuals(), folder);
  }

  static ModelBundle load(Path folder) {
    return new ModelBundleLoader().load(new LocalBundleFiles(folder));
  }

  private static Path write(
      ModelBundle like, float factor, ResidualQuantiles residuals, Path folder) throws IOException {
    ModelBundle.Builder builder =
        ModelBundle.builder()
            .schema(like.schema())
            .network(like.network())
            .prior(like.prior())
            // The mix would put a bad network aside.
            .adaptive(factor == 1)
            .residuals(residuals)
            .seed(like.seed())
            .training(like.training())
            .accuracy(like.accuracy());
    like.members().forEach(member -> builder.member(scaled(member, factor)));
    new ModelBundleWriter().write(builder.build(), folder);
    return folder;
  }

  private static List<ParameterValues> scaled(List<ParameterValues> member, float factor) {
    return member.stream()
        .map(
            one -> {
              float[] values = one.values().clone();
              for (int index = 0; one.name().contains("output") && index < values.length; index++) {
                values[index] *= factor;
              }
              return new ParameterValues(one.name(), one.shape(), values);
            })
        .toList();
  }

  static Path history(Path file) throws IOException {
    StringBuilder text = new StringBuilder("timestamp,cpu_utilization\n");
    for (int slot = 0; slot < 300; slot++) {
      text.append(Instant.parse("2026-01-05T00:00:00Z").plusSeconds(slot * 300L))
          .append(',')
          .append(50 + 20 * Math.sin(slot / 9.0))
          .append('\n');
    }
    return Files.writeString(file, text);
  }
}
