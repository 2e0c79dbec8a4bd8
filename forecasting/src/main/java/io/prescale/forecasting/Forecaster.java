package io.prescale.forecasting;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.bundle.BundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleException;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.forecasting.features.FeatureBatch;
import io.prescale.forecasting.features.FeatureExtractor;
import io.prescale.forecasting.features.ForecastQuantity;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forecasts sequences with a model bundle and what is remembered of their groups.
 *
 * <pre>
 *   sequence + state of the group -> features -> model (one batch for all groups)
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
  private final FeatureExtractor extractor;
  private final FeatureBatch batch;
  private final KnownGroups groups;
  private final SequenceScorer scorer;
  private final ExpertMixer mixer;

  private Forecaster(ModelBundle bundle) {
    this.bundle = bundle;
    this.modelId = bundle.id();
    this.extractor = new FeatureExtractor(bundle.schema(), bundle.prior());
    this.batch = new FeatureBatch(bundle.schema(), MAX_BATCH);
    this.groups = new KnownGroups(bundle.groups(), modelId);
    this.scorer =
        bundle.isTorchScript()
            ? new ScriptScorer(bundle, MAX_BATCH)
            : new NetworkScorer(bundle, groups, MAX_BATCH);
    this.mixer = new ExpertMixer(bundle, modelId);
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
          files.location(), "the model cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Makes a bundle ready.
   *
   * @throws IllegalArgumentException if its parameters do not fit its network, or its program does
   *     not take the features
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
    return groups
        .state(first.group)
        .filter(state -> state.isNew(first.slotStart))
        .filter(state -> state.quantity == quantity)
        .orElseGet(() -> GroupState.create(quantity));
  }

  /**
   * Takes each sequence's newest slot into its group's state, and forecasts where the sequence is
   * complete.
   *
   * <p>A sequence that comes again, perhaps with corrected values, is forecast again; what was
   * learned from its slot is not learned twice. One that is older than what the state has taken is
   * forecast from nothing but itself, and leaves the state alone.
   *
   * @param sequences any number; several of one group in the order of time
   * @param states of their groups, updated; one element for each sequence, the same object for
   *     sequences of one group
   * @return one element for each sequence, in their order; {@code null} where the sequence is not
   *     complete, holds values that are not finite, or the model gave some
   */
  public List<Forecast> forecast(List<GroupSequence> sequences, List<GroupState> states) {
    List<Forecast> forecasts = new ArrayList<>(sequences.size());
    for (int from = 0; from < sequences.size(); from += MAX_BATCH) {
      int to = Math.min(from + MAX_BATCH, sequences.size());
      forecastBatch(sequences.subList(from, to), states.subList(from, to), forecasts);
    }
    return forecasts;
  }

  /**
   * Runs the network ahead over sequences that will probably be forecast soon, so that it sees
   * large batches. A forecast whose network inputs then turn out the same, to the last bit, takes
   * what was computed here; any other is computed as ever. So forecasts are the same with or
   * without it. Forgets what an earlier call has computed.
   *
   * @param sequences any number; those of one group in the order of time
   * @param states of their groups, not changed; one element for each sequence
   */
  public void lookAhead(List<GroupSequence> sequences, List<GroupState> states) {
    scorer.forgetAhead();
    Map<GroupState, GroupState> copies = new IdentityHashMap<>();
    batch.clear();
    for (int index = 0; index < sequences.size(); index++) {
      GroupSequence sequence = sequences.get(index);
      GroupState state = copies.computeIfAbsent(states.get(index), GroupState::copyForFeatures);
      state.take(
          sequence.slotStart,
          ForecastQuantity.measuredValues(sequence, state.quantity),
          bundle.prior());
      boolean usual = ForecastQuantity.of(sequence) == state.quantity;
      if (usual && ForecastQuantity.isForecastable(sequence)) {
        extractor.extractSequence(sequence, state, batch);
      }
      if (batch.size() == MAX_BATCH) {
        scorer.lookAhead(batch);
        batch.clear();
      }
    }
    if (batch.size() > 0) {
      scorer.lookAhead(batch);
    }
  }

  private void forecastBatch(
      List<GroupSequence> sequences, List<GroupState> states, List<Forecast> forecasts) {
    batch.clear();
    List<GroupState> used = new ArrayList<>(sequences.size());
    List<String> groupsOfRows = new ArrayList<>(sequences.size());
    for (int index = 0; index < sequences.size(); index++) {
      GroupSequence sequence = sequences.get(index);
      GroupState state = stateFor(sequence, states.get(index));
      used.add(state);
      state.take(
          sequence.slotStart,
          ForecastQuantity.measuredValues(sequence, state.quantity),
          bundle.prior());
      if (ForecastQuantity.isForecastable(sequence)) {
        extractor.extract(sequence, state, batch);
        groupsOfRows.add(sequence.group);
      }
    }
    double[][] scores = batch.size() == 0 ? null : scorer.score(batch, groupsOfRows);
    int row = 0;
    for (int index = 0; index < sequences.size(); index++) {
      GroupSequence sequence = sequences.get(index);
      GroupState state = used.get(index);
      double[] measured = ForecastQuantity.measuredValues(sequence, state.quantity);
      state.realise(sequence.slotStart, measured[measured.length - 1], modelId);
      if (ForecastQuantity.isForecastable(sequence)) {
        forecasts.add(mixer.mix(sequence.slotStart, state, batch, row, scores[row]));
        row++;
      } else {
        forecasts.add(null);
      }
    }
  }

  /**
   * A sequence about another quantity than its group's state, or older than what that has taken,
   * gets a state that lasts for it alone.
   */
  private static GroupState stateFor(GroupSequence sequence, GroupState state) {
    Forecast.Quantity quantity =
        sequence.isComplete() ? ForecastQuantity.of(sequence) : state.quantity;
    if (sequence.slotStart < state.newestSlot) {
      return GroupState.create(quantity);
    }
    boolean fits = !sequence.isComplete() || state.follows(quantity);
    return fits ? state : GroupState.create(quantity);
  }

  @Override
  public void close() {
    scorer.close();
  }
}
