package io.prescale.forecasting;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.AccuracyReport;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.OutputScaler;
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
    FeatureSchema schema = FeatureSchema.current();
    NetworkSpecification network =
        new NetworkSpecification(
            schema.sequenceFeatures().size(), layers, hidden, 0.1, schema.horizons());
    ModelBundle.Builder builder =
        ModelBundle.builder()
            .schema(schema)
            .network(network)
            .scaler(new OutputScaler(filled(0.8)))
            .residuals(new ResidualQuantiles(filled(-0.5), filled(0.75)))
            .seed(seeds[0])
            .training(
                new TrainingSummary(
                    List.of(
                        new TrainingSummary.Series(
                            "web", "2026-01-01T00:00:00Z", "2026-01-31T23:55:00Z", 8928)),
                    6000,
                    1000,
                    2000,
                    7))
            .accuracy(
                new AccuracyReport(List.of(new AccuracyReport.Entry("web", 5, 2000, 1.5, 2.5))));
    for (long seed : seeds) {
      builder.member(parameters(network, seed));
    }
    return builder.build();
  }

  private static double[] filled(double value) {
    double[] values = new double[Slots.HORIZONS];
    Arrays.fill(values, value);
    return values;
  }

  /** Names and shapes as the network has them. */
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
    parameters.add(values(random, "02dense_weight", hidden, hidden));
    parameters.add(values(random, "02dense_bias", hidden));
    parameters.add(values(random, "03output_weight", network.horizons(), hidden));
    parameters.add(values(random, "03output_bias", network.horizons()));
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
