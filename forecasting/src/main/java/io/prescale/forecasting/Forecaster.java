package io.prescale.forecasting;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.bundle.BundleFiles;
import io.prescale.forecasting.bundle.GroupPart;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleException;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.forecasting.features.FeatureBatch;
import io.prescale.forecasting.features.FeatureExtractor;
import io.prescale.forecasting.features.ForecastQuantity;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.InputBuffer;
import io.prescale.forecasting.network.ParameterValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Forecasts sequences with a model bundle and what is remembered of their groups.
 *
 * <pre>
 *   sequence + state of the group -> features -> encoder (one batch for all) -> head of the group
 *                    -> mixed with the other experts by recent error -> interval
 * </pre>
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
  private final FeatureExtractor extractor;
  private final FeatureBatch batch;
  private final InputBuffer inputs;
  private final BatchSizes batchSizes;
  private final GroupHeads heads;
  private final ExpertMixer mixer;

  private Forecaster(ModelBundle bundle) {
    this.bundle = bundle;
    this.modelId = bundle.id();
    this.extractor = new FeatureExtractor(bundle.schema(), bundle.prior());
    this.batch = new FeatureBatch(bundle.schema(), MAX_BATCH);
    this.inputs = new InputBuffer(batch.sequenceInputs().length);
    this.heads = new GroupHeads(bundle);
    this.mixer = new ExpertMixer(bundle, modelId);
    try {
      for (List<ParameterValues> parameters : bundle.members()) {
        members.add(
            ForecastNetwork.of(bundle.network(), bundle.schema().sequenceLength(), parameters));
      }
      this.batchSizes =
          BatchSizes.probe(
              MAX_BATCH,
              new BatchProbe(
                  bundle.schema().sequenceSize(), bundle.network().encoding(), this::encode));
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
   * The state that a group begins with when its first sequence comes: what training knew of it,
   * unless that is later than the sequence, as in a replay of what was trained on; else nothing.
   */
  public GroupState begin(GroupSequence first) {
    Forecast.Quantity quantity = ForecastQuantity.soFar(first);
    return heads
        .part(first.group)
        .map(GroupPart::state)
        .filter(state -> state.isNew(first.slotStart))
        .filter(state -> state.quantity == quantity)
        .orElseGet(() -> GroupState.create(quantity));
  }

  /**
   * Takes each sequence's newest slot into its group's state, and forecasts where the sequence is
   * complete.
   *
   * <p>A sequence whose slot its group's state has taken before, or that is about another quantity
   * than the state, is forecast like that of a new group, and changes nothing.
   *
   * @param sequences any number; several of one group in the order of time
   * @param states of their groups, updated; one element for each sequence, the same object for
   *     sequences of one group
   * @return one element for each sequence, in their order; {@code null} where the sequence is not
   *     complete, or the network gave something that is not a number
   */
  public List<Forecast> forecast(List<GroupSequence> sequences, List<GroupState> states) {
    List<Forecast> forecasts = new ArrayList<>(sequences.size());
    for (int from = 0; from < sequences.size(); from += MAX_BATCH) {
      int to = Math.min(from + MAX_BATCH, sequences.size());
      forecastBatch(sequences.subList(from, to), states.subList(from, to), forecasts);
    }
    return forecasts;
  }

  private void forecastBatch(
      List<GroupSequence> sequences, List<GroupState> states, List<Forecast> forecasts) {
    batch.clear();
    List<GroupState> used = new ArrayList<>(sequences.size());
    for (int index = 0; index < sequences.size(); index++) {
      GroupSequence sequence = sequences.get(index);
      GroupState state = stateFor(sequence, states.get(index));
      used.add(state);
      observe(sequence, state);
      if (sequence.isComplete()) {
        extractor.extract(sequence, state, batch);
      }
    }
    List<float[]> encodings = encodeBatch();
    int row = 0;
    for (int index = 0; index < sequences.size(); index++) {
      GroupSequence sequence = sequences.get(index);
      GroupState state = used.get(index);
      state.realise(sequence.slotStart, newestValue(sequence, state), modelId);
      if (sequence.isComplete()) {
        double[] network = heads.forecast(sequence.group, encodings, batch, row);
        forecasts.add(mixer.mix(sequence.slotStart, state, batch, row, network));
        row++;
      } else {
        forecasts.add(null);
      }
    }
  }

  /** A sequence that its group's state cannot take gets one that lasts for it alone. */
  private static GroupState stateFor(GroupSequence sequence, GroupState state) {
    boolean complete = sequence.isComplete();
    Forecast.Quantity quantity = complete ? ForecastQuantity.of(sequence) : state.quantity;
    boolean fits = state.isNew(sequence.slotStart) && (!complete || state.follows(quantity));
    return fits ? state : GroupState.create(quantity);
  }

  private void observe(GroupSequence sequence, GroupState state) {
    state.revise(sequence.slotStart, measuredValues(sequence, state));
    state.observe(sequence.slotStart, newestValue(sequence, state), bundle.prior());
  }

  private static double[] measuredValues(GroupSequence sequence, GroupState state) {
    double[] values = new double[Slots.SEQUENCE_LENGTH];
    for (int step = 0; step < values.length; step++) {
      boolean measured = sequence.states[step] == SampleState.OBSERVED.ordinal();
      values[step] =
          measured ? ForecastQuantity.valueAt(sequence, step, state.quantity) : Double.NaN;
    }
    return values;
  }

  private static double newestValue(GroupSequence sequence, GroupState state) {
    return sequence.newestState() == SampleState.OBSERVED
        ? ForecastQuantity.valueAt(sequence, Slots.SEQUENCE_LENGTH - 1, state.quantity)
        : Double.NaN;
  }

  private List<float[]> encodeBatch() {
    List<float[]> encodings = new ArrayList<>();
    if (batch.size() > 0) {
      for (ForecastNetwork member : members) {
        encodings.add(encode(member, batch.sequenceInputs(), batchSizes.padded(batch.size())));
      }
    }
    return encodings;
  }

  /** Runs the encoder of the first member; the others are of the same shape. */
  private float[] encode(float[] rows, int size) {
    return encode(members.get(0), rows, size);
  }

  /** Rows behind those of the batch hold leftovers that nobody reads. */
  private float[] encode(ForecastNetwork member, float[] rows, int size) {
    Shape shape =
        new Shape(
            size, bundle.schema().sequenceLength(), bundle.schema().sequenceFeatures().size());
    try (NDManager scope = member.manager().newSubManager()) {
      return member.encode(inputs.load(scope, rows, shape)).toFloatArray();
    }
  }

  @Override
  public void close() {
    members.forEach(ForecastNetwork::close);
    members.clear();
  }
}
