package io.prescale.forecasting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.bundle.BundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleException;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.forecasting.features.FeatureBatch;
import io.prescale.forecasting.features.FeatureExtractor;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.InputBuffer;
import io.prescale.forecasting.network.ParameterValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores sequences with a model bundle: one run of the network for each batch of up to {@value
 * #MAX_BATCH} sequences, and for each ensemble member, whose outputs are averaged.
 *
 * <p>The forecast of a sequence is the same, bit by bit, whatever else is in its batch: batches are
 * padded to sizes at which the engine has been found to compute every row alike (see {@link
 * BatchSizes}). Otherwise a decision could depend on the parallelism of the job.
 *
 * <p>Holds native memory until closed. Not safe for use by several threads.
 */
public final class Forecaster implements AutoCloseable {
  /** Most sequences in one run of the network. */
  public static final int MAX_BATCH = 256;

  private final ModelBundle bundle;
  private final String modelId;
  private final List<ForecastNetwork> members = new ArrayList<>();
  private final FeatureExtractor extractor = new FeatureExtractor();
  private final FeatureBatch batch;
  private final InputBuffer inputs;
  private final BatchSizes batchSizes;

  private Forecaster(ModelBundle bundle) {
    this.bundle = bundle;
    this.modelId = bundle.id();
    this.batch = new FeatureBatch(extractor.schema(), MAX_BATCH);
    this.inputs = new InputBuffer(batch.sequenceInputs().length);
    try {
      for (List<ParameterValues> parameters : bundle.members()) {
        members.add(
            ForecastNetwork.of(bundle.network(), bundle.schema().sequenceLength(), parameters));
      }
      this.batchSizes = BatchSizes.probe(MAX_BATCH, new BatchProbe(bundle.schema(), this::run));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Reads a bundle and makes it ready.
   *
   * @throws ModelBundleException if the bundle cannot be used
   * @throws io.prescale.forecasting.network.EngineUnavailableException if the engine cannot run
   */
  public static Forecaster load(BundleFiles files) {
    ModelBundle bundle = new ModelBundleLoader().load(files);
    try {
      return of(bundle);
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(
          files.location(), "the parameters do not fit the network: " + e.getMessage(), e);
    }
  }

  /**
   * Makes a bundle ready.
   *
   * @throws IllegalArgumentException if its parameters do not fit its network
   */
  public static Forecaster of(ModelBundle bundle) {
    return new Forecaster(bundle);
  }

  /** Identifier of the model. */
  public String modelId() {
    return modelId;
  }

  /** The model that it scores with. */
  public ModelBundle bundle() {
    return bundle;
  }

  /**
   * Forecasts each sequence.
   *
   * @param complete sequences that are complete ({@link GroupSequence#isComplete()}), any number
   * @return one element for each sequence, in their order; {@code null} where the network gave
   *     something that is not a number
   * @throws IllegalArgumentException if a sequence is not complete
   */
  public List<Forecast> forecast(List<GroupSequence> complete) {
    List<Forecast> forecasts = new ArrayList<>(complete.size());
    for (int from = 0; from < complete.size(); from += MAX_BATCH) {
      int to = Math.min(from + MAX_BATCH, complete.size());
      batch.clear();
      for (int index = from; index < to; index++) {
        extractor.extract(complete.get(index), batch);
      }
      float[] outputs = run(batch.sequenceInputs(), batchSizes.padded(batch.size()));
      for (int row = 0; row < batch.size(); row++) {
        forecasts.add(toForecast(row, outputs));
      }
    }
    return forecasts;
  }

  /** Runs all members; rows behind those of the batch hold leftovers that nobody reads. */
  private float[] run(float[] rows, int size) {
    Shape shape =
        new Shape(
            size, bundle.schema().sequenceLength(), bundle.schema().sequenceFeatures().size());
    float[] sum = null;
    for (ForecastNetwork member : members) {
      try (NDManager scope = member.manager().newSubManager()) {
        NDArray array = inputs.load(scope, rows, shape);
        float[] outputs = member.forward(array, false).toFloatArray();
        sum = sum == null ? outputs : add(sum, outputs);
      }
    }
    return sum;
  }

  private static float[] add(float[] sum, float[] outputs) {
    for (int index = 0; index < sum.length; index++) {
      sum[index] += outputs[index];
    }
    return sum;
  }

  private Forecast toForecast(int row, float[] outputs) {
    int horizons = bundle.schema().horizons();
    double[] expected = new double[horizons];
    double[] lower = new double[horizons];
    double[] upper = new double[horizons];
    double spread = batch.spread(row);
    for (int horizon = 0; horizon < horizons; horizon++) {
      double output = outputs[row * horizons + horizon] / (double) members.size();
      double value = batch.last(row) + bundle.scaler().change(horizon, spread, output);
      if (!Double.isFinite(value)) {
        return null;
      }
      double below = bundle.residuals().lowerAt(horizon);
      double above = bundle.residuals().upperAt(horizon);
      expected[horizon] = Math.max(0, value);
      lower[horizon] = Math.max(0, value + bundle.scaler().change(horizon, spread, below));
      upper[horizon] = Math.max(0, value + bundle.scaler().change(horizon, spread, above));
    }
    return new Forecast(modelId, batch.quantity(row), expected, lower, upper);
  }

  @Override
  public void close() {
    members.forEach(ForecastNetwork::close);
    members.clear();
  }
}
