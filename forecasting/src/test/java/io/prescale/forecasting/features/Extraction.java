package io.prescale.forecasting.features;

import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.adaptation.GroupState;
import java.util.Arrays;
import java.util.List;

/** The features of sequences of one group, taken and extracted in order as the forecaster does. */
final class Extraction {
  final GroupState state;
  final FeatureBatch batch;

  private final FeatureExtractor extractor;
  private final AutoregressionPrior prior;

  private Extraction(FeatureSchema schema, AutoregressionPrior prior, GroupSequence first) {
    this.prior = prior;
    this.extractor = new FeatureExtractor(schema, prior);
    this.batch = new FeatureBatch(schema, 1);
    this.state = GroupState.create(ForecastQuantity.of(first));
  }

  static Extraction of(GroupSequence... sequences) {
    return of(FeatureSchema.complete(), AutoregressionPrior.none(), List.of(sequences));
  }

  static Extraction of(
      FeatureSchema schema, AutoregressionPrior prior, List<GroupSequence> sequences) {
    Extraction extraction = new Extraction(schema, prior, sequences.get(sequences.size() - 1));
    sequences.forEach(extraction::next);
    return extraction;
  }

  /** Takes a sequence; where it is complete, its features are those in the batch from now on. */
  void next(GroupSequence sequence) {
    double[] values = ForecastQuantity.measuredValues(sequence, state.quantity);
    state.take(sequence.slotStart, values, prior);
    if (sequence.isComplete()) {
      batch.clear();
      extractor.extract(sequence, state, batch);
    }
  }

  float at(int step, SequenceFeature feature) {
    return batch.sequenceInputs()[step * SequenceFeature.COUNT + feature.ordinal()];
  }

  float newest(SequenceFeature feature) {
    return at(Slots.SEQUENCE_LENGTH - 1, feature);
  }

  /** A feature of the whole sequence. */
  double of(String name) {
    int position = batch.schema().staticFeatures().indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException("there is no feature " + name);
    }
    return batch.staticInputs()[position];
  }

  /** All numbers that the network is fed with. */
  float[] all() {
    float[] sequence = batch.sequenceInputs();
    float[] all = Arrays.copyOf(sequence, sequence.length + batch.staticInputs().length);
    System.arraycopy(batch.staticInputs(), 0, all, sequence.length, batch.staticInputs().length);
    return all;
  }
}
