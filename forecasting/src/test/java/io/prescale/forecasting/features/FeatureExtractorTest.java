package io.prescale.forecasting.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.forecast.Expert;
import io.prescale.domain.forecast.Forecast.Quantity;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.SequenceBuilder;
import io.prescale.forecasting.SeriesBuilder;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.adaptation.GroupState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureExtractorTest {
  private static final int NEWEST = Slots.SEQUENCE_LENGTH - 1;
  private static final AutoregressionPrior NONE = AutoregressionPrior.none();

  /** 40 and 60 in turns: mean 50, deviation 10, change over an odd number of slots 20. */
  private static GroupSequence zigzag() {
    return SequenceBuilder.cpu(step -> step % 2 == 0 ? 40 : 60).build();
  }

  @Test
  void computesTheValuesAsDefined() {
    Extraction features = Extraction.of(zigzag());

    assertThat(features.batch.last(0)).isEqualTo(60);
    assertThat(features.batch.changeScale(0, 2)).isCloseTo(20, within(1e-9));
    assertThat(features.batch.restlessness(0)).isCloseTo(20, within(1e-9));
    assertThat(features.newest(SequenceFeature.CHANGE_TO_LAST)).isZero();
    assertThat(features.at(NEWEST - 1, SequenceFeature.CHANGE_TO_LAST)).isEqualTo(-1f);
    // The change over a quarter of an hour outweighs the deviation.
    assertThat(features.newest(SequenceFeature.LEVEL)).isEqualTo(0.5f);
    assertThat(features.at(0, SequenceFeature.LEVEL)).isEqualTo(-0.5f);
    assertThat(features.newest(SequenceFeature.ROLLING_MEAN))
        .isCloseTo((float) -Math.log(1.5), within(1e-6f));
    assertThat(features.newest(SequenceFeature.ROLLING_DEVIATION))
        .isCloseTo((float) Math.log(1.5), within(1e-6f));
    assertThat(features.at(0, SequenceFeature.ROLLING_DEVIATION)).isZero();
    assertThat(features.at(1, SequenceFeature.ROLLING_MEAN))
        .as("of two steps")
        .isCloseTo((float) -Math.log(1.5), within(1e-6f));
  }

  @Test
  void rollsOverTheLastTwelveSteps() {
    GroupSequence sequence = SequenceBuilder.arbitrary(5);
    Extraction features = Extraction.of(sequence);
    double last = features.batch.last(0);
    double spread = features.batch.changeScale(0, 2);

    for (int step = 0; step <= NEWEST; step++) {
      double[] window =
          Arrays.copyOfRange(sequence.cpuUtilization, Math.max(0, step - 11), step + 1);
      double mean = Arrays.stream(window).average().orElseThrow();
      double variance =
          Arrays.stream(window).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      double offset = (mean - last) / spread;
      assertThat((double) features.at(step, SequenceFeature.ROLLING_MEAN))
          .isCloseTo(Math.signum(offset) * Math.log1p(Math.abs(offset)), within(1e-5));
      assertThat((double) features.at(step, SequenceFeature.ROLLING_DEVIATION))
          .isCloseTo(Math.log1p(Math.sqrt(variance) / spread), within(1e-5));
    }
  }

  @Test
  void limitsABurst() {
    Extraction features =
        Extraction.of(
            SequenceBuilder.cpu(step -> step == NEWEST ? 1e8 : 1 + step % 2)
                .network(step -> step == 22 ? 1e15 : 0)
                .build());

    assertThat(features.at(0, SequenceFeature.CHANGE_TO_LAST)).isBetween(-10f, 0f);
    assertThat(features.newest(SequenceFeature.LEVEL)).isBetween(0f, 5f);
    assertThat(features.at(22, SequenceFeature.NETWORK_IN)).isBetween(0f, 5f);
    for (float value : features.all()) {
      assertThat(value).isBetween(-30f, 30f);
    }
  }

  @Test
  void standardisesSignalsOverTheSequence() {
    Extraction features =
        Extraction.of(
            SequenceBuilder.cpu(step -> 50)
                .network(step -> step % 2 == 0 ? 1e6 : 3e6)
                .requests(step -> 700)
                .build());

    assertThat(features.at(0, SequenceFeature.NETWORK_IN)).isEqualTo(-1f);
    assertThat(features.newest(SequenceFeature.NETWORK_IN)).isEqualTo(1f);
    assertThat(features.newest(SequenceFeature.REQUEST_COUNT)).isZero();
    assertThat(features.newest(SequenceFeature.REQUEST_COUNT_PRESENT)).isEqualTo(1f);
  }

  @Test
  void tellsAnAbsentSignalFromZero() {
    Extraction features =
        Extraction.of(
            SequenceBuilder.cpu(step -> 50)
                .network(step -> step < 20 ? 0 : Double.NaN)
                .requests(step -> step == 4 ? Double.POSITIVE_INFINITY : Double.NaN)
                .build());

    assertThat(features.at(0, SequenceFeature.NETWORK_IN_PRESENT)).isEqualTo(1);
    assertThat(features.at(21, SequenceFeature.NETWORK_IN_PRESENT)).isZero();
    assertThat(features.at(21, SequenceFeature.NETWORK_IN)).isZero();
    assertThat(features.at(0, SequenceFeature.REQUEST_COUNT_PRESENT)).isZero();
    assertThat(features.at(4, SequenceFeature.REQUEST_COUNT_PRESENT)).isZero();
  }

  @Test
  void knowsTimeOfDayAndWeek() {
    long wednesdaySix = SequenceBuilder.MONDAY + (2 * 24 + 6) * 12 * Slots.MILLIS;
    Extraction features = Extraction.of(SequenceBuilder.cpu(step -> 50).at(wednesdaySix).build());

    assertThat(features.newest(SequenceFeature.DAY_SINE)).isCloseTo(1f, within(1e-6f));
    assertThat(features.newest(SequenceFeature.DAY_COSINE)).isCloseTo(0f, within(1e-6f));
    double angle = 2 * Math.PI * (2 + 0.25) / 7;
    assertThat(features.newest(SequenceFeature.WEEK_SINE))
        .isCloseTo((float) Math.sin(angle), within(1e-6f));
    assertThat(features.newest(SequenceFeature.WEEK_COSINE))
        .isCloseTo((float) Math.cos(angle), within(1e-6f));
    // The oldest of 24 steps lies 23 slots back.
    assertThat(features.at(0, SequenceFeature.DAY_SINE))
        .isCloseTo((float) Math.sin(2 * Math.PI * (6 - 23 / 12.0) / 24), within(1e-6f));
  }

  @Test
  void marksEventsNowAndAheadAndFilledSteps() {
    Extraction features =
        Extraction.of(SequenceBuilder.cpu(step -> 50).event(4).event(35).filled(7).build());

    assertThat(features.at(4, SequenceFeature.EVENT)).isEqualTo(1);
    assertThat(features.at(5, SequenceFeature.EVENT)).isZero();
    assertThat(features.newest(SequenceFeature.EVENT_AHEAD)).isEqualTo(1);
    assertThat(features.at(NEWEST - 1, SequenceFeature.EVENT_AHEAD)).isZero();
    assertThat(features.at(7, SequenceFeature.FILLED)).isEqualTo(1);
    assertThat(features.at(8, SequenceFeature.FILLED)).isZero();
  }

  @Test
  void usesDemandWhereInstancesAreKnownAtEveryStep() {
    Extraction known =
        Extraction.of(SequenceBuilder.cpu(step -> 50).instances(step -> step < 12 ? 2 : 4).build());
    Extraction gap =
        Extraction.of(
            SequenceBuilder.cpu(step -> 50).instances(step -> step == 3 ? Double.NaN : 4).build());

    assertThat(known.state.quantity).isEqualTo(Quantity.DEMAND);
    assertThat(known.batch.last(0)).isEqualTo(200);
    assertThat(gap.state.quantity).isEqualTo(Quantity.CPU_UTILIZATION);
    assertThat(gap.batch.last(0)).isEqualTo(50);
  }

  @Test
  void takesLevelsWithinTheRangeThatTheGroupHasShownWhereScaledByRange() {
    FeatureSchema range = FeatureSchema.of(ValueScaling.RANGE, EnumSet.allOf(FeatureGroup.class));
    SeriesBuilder series = SeriesBuilder.of(60, slot -> slot == 3 ? 120 : slot == 7 ? 20 : 70);
    Extraction features = Extraction.of(range, NONE, series.sequences());

    assertThat(features.newest(SequenceFeature.CHANGE_TO_LAST)).isEqualTo(0.5f);
    assertThat(features.newest(SequenceFeature.LEVEL)).isZero();
    assertThat(features.batch.value(0, 5, 0)).isEqualTo(20);
    assertThat(features.batch.value(0, 5, 1)).isEqualTo(120);
    assertThat(features.batch.output(0, 5, 45)).isEqualTo(0.25);
  }

  @Test
  void anOutputIsAChangeInUnitsOfItsHorizon() {
    FeatureBatch batch = Extraction.of(zigzag()).batch;

    assertThat(batch.value(0, 2, 0.5)).isCloseTo(70, within(1e-9));
    assertThat(batch.output(0, 2, 70)).isCloseTo(0.5, within(1e-12));
    // Over an even number of slots nothing changes: 2 % of the deviation is the floor.
    assertThat(batch.value(0, 1, 1)).isCloseTo(60.2, within(1e-9));
  }

  @Test
  void expertsForecastInTheUnitOfTheQuantity() {
    Extraction features = Extraction.of(zigzag());

    double[] experts = features.batch.experts();
    assertThat(experts[Expert.NETWORK.ordinal() * 12]).isNaN();
    assertThat(experts[Expert.PERSISTENCE.ordinal() * 12 + 7]).isEqualTo(60);
    assertThat(experts[Expert.AUTOREGRESSION.ordinal() * 12 + 7]).as("not learned").isEqualTo(60);
    assertThat(experts[Expert.SEASONAL.ordinal() * 12 + 7]).as("no day known").isEqualTo(60);
  }

  @Test
  void theSeasonalExpertMovesByMostOfTheUsualChange() {
    SeriesBuilder series = SeriesBuilder.of(2 * 288, slot -> 40 + slot % 288 * 0.1);
    Extraction features =
        Extraction.of(FeatureSchema.complete(), NONE, series.sequences().subList(0, 400));

    double last = series.sequence(399).cpuUtilization[NEWEST];
    assertThat(features.batch.experts()[Expert.SEASONAL.ordinal() * 12 + 11])
        .isCloseTo(last + 0.7 * 1.2, within(1e-4));
  }

  @ParameterizedTest
  @EnumSource(FeatureGroup.class)
  void featuresThatAreNotInUseAreZeroAndTheOthersStay(FeatureGroup left) {
    List<GroupSequence> sequences = SeriesBuilder.of(330, slot -> 50 + slot % 7 * 3).sequences();
    GroupSequence newest = sequences.get(sequences.size() - 1);
    Arrays.setAll(newest.networkIn, step -> step * step);
    Arrays.setAll(newest.requestCount, step -> 7 + step % 5);
    Arrays.fill(newest.calendar.active, true);
    newest.states[3] = (byte) SampleState.FILLED.ordinal();
    FeatureSchema without =
        FeatureSchema.of(ValueScaling.CHANGE, EnumSet.complementOf(EnumSet.of(left)));

    Extraction all = Extraction.of(FeatureSchema.complete(), NONE, sequences);
    Extraction some = Extraction.of(without, NONE, sequences);

    for (SequenceFeature feature : SequenceFeature.values()) {
      for (int step = 0; step <= NEWEST; step++) {
        assertThat(some.at(step, feature))
            .as("%s at step %d", feature, step)
            .isEqualTo(feature.group() == left ? 0 : all.at(step, feature));
      }
    }
    int zero = 0;
    for (String name : without.staticFeatures()) {
      assertThat(some.of(name)).as(name).isIn(0.0, all.of(name));
      zero += some.of(name) != all.of(name) ? 1 : 0;
    }
    boolean hasStatics = EnumSet.of(FeatureGroup.SIGNALS, FeatureGroup.CLOCK).contains(left);
    assertThat(zero > 0).isEqualTo(!hasStatics);
  }

  @Test
  void doesNotDependOnTheBatchBeforeIt() {
    Extraction fresh = Extraction.of(SequenceBuilder.arbitrary(3));
    FeatureExtractor extractor = new FeatureExtractor(FeatureSchema.complete(), NONE);
    FeatureBatch reused = new FeatureBatch(FeatureSchema.complete(), 1);
    extract(extractor, SequenceBuilder.cpu(step -> step).event(3).filled(4).build(), reused);
    reused.clear();
    extract(extractor, SequenceBuilder.arbitrary(3), reused);

    assertThat(reused.size()).isOne();
    assertThat(reused.sequenceInputs()).isEqualTo(fresh.batch.sequenceInputs());
    assertThat(reused.staticInputs()).isEqualTo(fresh.batch.staticInputs());
  }

  @Test
  void refusesAnIncompleteSequenceAndAFullBatch() {
    FeatureExtractor extractor = new FeatureExtractor(FeatureSchema.complete(), NONE);
    FeatureBatch batch = new FeatureBatch(FeatureSchema.complete(), 1);
    GroupSequence incomplete = SequenceBuilder.cpu(step -> step == 0 ? Double.NaN : 1).build();

    assertThatThrownBy(() -> extract(extractor, incomplete, batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("web");
    extract(extractor, SequenceBuilder.arbitrary(1), batch);
    assertThatThrownBy(() -> extract(extractor, SequenceBuilder.arbitrary(2), batch))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds 1");
  }

  private static void extract(
      FeatureExtractor extractor, GroupSequence sequence, FeatureBatch batch) {
    GroupState state = GroupState.create(Quantity.CPU_UTILIZATION);
    double[] values = ForecastQuantity.measuredValues(sequence, state.quantity);
    state.take(sequence.slotStart, values, NONE);
    extractor.extract(sequence, state, batch);
  }
}
