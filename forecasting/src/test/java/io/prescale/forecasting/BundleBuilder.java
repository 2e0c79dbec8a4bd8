package io.prescale.forecasting;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.bundle.AccuracyReport;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ResidualQuantiles;
import io.prescale.forecasting.bundle.TrainingSummary;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.forecasting.network.ParameterValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Builds bundles of networks with arbitrary parameters for tests; needs no engine. */
public final class BundleBuilder {
  private BundleBuilder() {}

  /** A network with arbitrary parameters. */
  public static ModelBundle arbitrary(int layers, int hidden, long... seeds) {
    return builder(layers, hidden, seeds).build();
  }

  /** The same, open to changes. */
  public static ModelBundle.Builder builder(int layers, int hidden, long... seeds) {
    NetworkSpecification network = network(layers, hidden);
    ModelBundle.Builder builder = empty().network(network).seed(seeds[0]);
    for (long seed : seeds) {
      builder.member(parameters(network, seed));
    }
    return builder;
  }

  /** A small network that takes other features. */
  public static ModelBundle.Builder of(FeatureSchema schema) {
    NetworkSpecification network =
        NetworkSpecification.builder()
            .features(schema.sequenceFeatures().size())
            .staticFeatures(schema.staticSize())
            .hidden(8)
            .horizons(schema.horizons())
            .build();
    return empty().schema(schema).network(network).member(parameters(network, 1));
  }

  /** All but the model itself. */
  public static ModelBundle.Builder empty() {
    return ModelBundle.builder()
        .schema(FeatureSchema.complete())
        .prior(AutoregressionPrior.none())
        .residuals(new ResidualQuantiles(filled(-0.5), filled(0.75)))
        .training(
            new TrainingSummary(
                List.of(
                    new TrainingSummary.Series(
                        "web",
                        "2026-01-01T00:00:00Z",
                        "2026-01-31T23:55:00Z",
                        "2026-01-25T23:55:00Z",
                        8928)),
                6000,
                1000,
                2000,
                7))
        .accuracy(new AccuracyReport(List.of(new AccuracyReport.Entry("web", 5, 2000, 1.5, 2.5))));
  }

  /** A network that takes all features. */
  public static NetworkSpecification network(int layers, int hidden) {
    FeatureSchema schema = FeatureSchema.complete();
    return NetworkSpecification.builder()
        .features(schema.sequenceFeatures().size())
        .staticFeatures(schema.staticSize())
        .layers(layers)
        .hidden(hidden)
        .dropout(0.1)
        .horizons(schema.horizons())
        .build();
  }

  private static double[] filled(double value) {
    double[] values = new double[Slots.HORIZONS];
    Arrays.fill(values, value);
    return values;
  }

  /** Names and shapes as a network without attention has them. */
  public static List<ParameterValues> parameters(NetworkSpecification network, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ParameterValues> parameters = new ArrayList<>();
    int hidden = network.hidden();
    for (int layer = 0; layer < network.layers(); layer++) {
      String prefix = "01recurrent_l_" + layer + "_";
      int inputs = layer == 0 ? network.features() : hidden;
      parameters.add(values(random, prefix + "i2h_WEIGHT", 4 * hidden, inputs));
      parameters.add(values(random, prefix + "h2h_WEIGHT", 4 * hidden, hidden));
      parameters.add(values(random, prefix + "i2h_BIAS", 4 * hidden));
      parameters.add(values(random, prefix + "h2h_BIAS", 4 * hidden));
    }
    int outputs = network.isGated() ? 2 * network.horizons() : network.horizons();
    int inputs = network.encoding() + network.staticFeatures();
    parameters.add(values(random, "02dense_weight", hidden, inputs));
    parameters.add(values(random, "02dense_bias", hidden));
    parameters.add(values(random, "04output_weight", outputs, hidden));
    parameters.add(values(random, "04output_bias", outputs));
    return parameters;
  }

  private static ParameterValues values(SplittableRandom random, String name, long... shape) {
    long size = 1;
    for (long dimension : shape) {
      size *= dimension;
    }
    float[] values = new float[Math.toIntExact(size)];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) (random.nextDouble() * 0.6 - 0.3);
    }
    return new ParameterValues(name, shape, values);
  }
}
