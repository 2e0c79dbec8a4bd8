package io.prescale.forecasting.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.SequenceBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureExtractorTest {
  private static final int NEWEST = Slots.SEQUENCE_LENGTH - 1;

  private final FeatureExtractor extractor = new FeatureExtractor();

  @Test
  void measuresChangesFromTheNewestValueInUnitsOfTheSpread() {
    FeatureBatch batch = extract(SequenceBuilder.cpu(step -> step % 2 == 0 ? 40 : 60).build());

    // Changes of 20 from step to step outweigh the standard deviation of 10.
    assertThat(batch.last(0)).isEqualTo(60);
    assertThat(batch.spread(0)).isCloseTo(20, within(1e-9));
    assertThat(at(batch, NEWEST, SequenceFeature.CHANGE_TO_LAST)).isZero();
    assertThat(at(batch, NEWEST - 1, SequenceFeature.CHANGE_TO_LAST)).isEqualTo(-1f);
    assertThat(at(batch, NEWEST, SequenceFeature.LEVEL)).isEqualTo(1f);
    assertThat(at(batch, NEWEST, SequenceFeature.ROLLING_MEAN))
        .isCloseTo((float) -Math.log(1.5), within(1e-6f));
    assertThat(at(batch, NEWEST, SequenceFeature.ROLLING_DEVIATION))
        .isCloseTo((float) Math.log(1.5), within(1e-6f));
    assertThat(at(batch, 0, SequenceFeature.ROLLING_DEVIATION)).isZero();
  }

  @Test
  void rollsOverTheLastTwelveSteps() {
    GroupSequence sequence = SequenceBuilder.arbitrary(5);
    FeatureBatch batch = extract(sequence);
    double last = batch.last(0);
    double spread = batch.spread(0);

    for (int step = 0; step <= NEWEST; step++) {
      double[] window =
          Arrays.copyOfRange(sequence.cpuUtilization, Math.max(0, step - 11), step + 1);
      double mean = Arrays.stream(window).average().orElseThrow();
      double variance =
          Arrays.stream(window).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      double offset = (mean - last) / spread;
      assertThat((double) at(batch, step, SequenceFeature.ROLLING_MEAN))
          .isCloseTo(Math.signum(offset) * Math.log1p(Math.abs(offset)), within(1e-5));
      assertThat((double) at(batch, step, SequenceFeature.ROLLING_DEVIATION))
          .isCloseTo(Math.log1p(Math.sqrt(variance) / spread), within(1e-5));
    }
  }

  @Test
  void usesDemandWhereInstancesAreKnownAtEveryStep() {
    FeatureBatch known =
        extract(SequenceBuilder.cpu(step -> 50).instances(step -> step < 12 ? 2 : 4).build());
    FeatureBatch gap =
        extract(
            SequenceBuilder.cpu(step -> 50).instances(step -> step == 3 ? Double.NaN : 4).build());

    assertThat(known.quantity(0)).isEqualTo(Forecast.Quantity.DEMAND);
    assertThat(known.last(0)).isEqualTo(200);
    assertThat(gap.quantity(0)).isEqualTo(Forecast.Quantity.CPU_UTILIZATION);
    assertThat(gap.last(0)).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-12, 35, 1e9})
  void staysFiniteOnAConstantSequence(double level) {
    FeatureBatch batch =
        extract(
            SequenceBuilder.cpu(step -> level).network(step -> 0).requests(step -> level).build());

    assertThat(batch.spread(0)).isGreaterThanOrEqualTo(0.1);
    assertThat(boxed(batch)).allMatch(value -> Float.isFinite(value));
    assertThat(at(batch, 5, SequenceFeature.CHANGE_TO_LAST)).isZero();
  }

  @Test
  void limitsABurstAfterAFlatStretch() {
    FeatureBatch batch =
        extract(
            SequenceBuilder.cpu(step -> step == 22 ? 1e12 : 1)
                .network(step -> step == 22 ? 1e15 : 0)
                .build());

    assertThat(boxed(batch)).allMatch(value -> Math.abs(value) <= 30);
  }

  @Test
  void tellsAnAbsentSignalFromZero() {
    FeatureBatch batch =
        extract(
            SequenceBuilder.cpu(step -> 50)
                .network(step -> step < 20 ? 0 : Double.NaN)
                .requests(step -> Double.NaN)
                .build());

    assertThat(at(batch, 0, SequenceFeature.NETWORK_IN_PRESENT)).isEqualTo(1);
    assertThat(at(batch, 21, SequenceFeature.NETWORK_IN_PRESENT)).isZero();
    assertThat(at(batch, 21, SequenceFeature.NETWORK_IN)).isZero();
    assertThat(at(batch, 0, SequenceFeature.REQUEST_COUNT_PRESENT)).isZero();
  }

  @Test
  void knowsTimeOfDayAndWeek() {
    long wednesdaySix = SequenceBuilder.MONDAY + (2 * 24 + 6) * 12 * Slots.MILLIS;
    FeatureBatch batch = extract(SequenceBuilder.cpu(step -> 50).at(wednesdaySix).build());

    assertThat(at(batch, NEWEST, SequenceFeature.DAY_SINE)).isCloseTo(1f, within(1e-6f));
    assertThat(at(batch, NEWEST, SequenceFeature.DAY_COSINE)).isCloseTo(0f, within(1e-6f));
    double angle = 2 * Math.PI * (2 + 0.25) / 7;
    assertThat(at(batch, NEWEST, SequenceFeature.WEEK_SINE))
        .isCloseTo((float) Math.sin(angle), within(1e-6f));
    // Two hours before, at the oldest step but one.
    assertThat(at(batch, 0, SequenceFeature.DAY_SINE))
        .isCloseTo((float) Math.sin(2 * Math.PI * (6 - 23 / 12.0) / 24), within(1e-6f));
  }

  @Test
  void marksEventsNowAndAheadAndFilledSteps() {
    FeatureBatch batch =
        extract(SequenceBuilder.cpu(step -> 50).event(4).event(35).filled(7).build());

    assertThat(at(batch, 4, SequenceFeature.EVENT)).isEqualTo(1);
    assertThat(at(batch, 5, SequenceFeature.EVENT)).isZero();
    assertThat(at(batch, NEWEST, SequenceFeature.EVENT_AHEAD)).isEqualTo(1);
    assertThat(at(batch, NEWEST - 1, SequenceFeature.EVENT_AHEAD)).isZero();
    assertThat(at(batch, 7, SequenceFeature.FILLED)).isEqualTo(1);
    assertThat(at(batch, 8, SequenceFeature.FILLED)).isZero();
  }

  @Test
  void doesNotDependOnTheBatchBeforeIt() {
    GroupSequence sequence = SequenceBuilder.arbitrary(3);
    float[] fresh = row(extract(sequence));
    FeatureBatch reused = new FeatureBatch(extractor.schema(), 2);
    extractor.extract(SequenceBuilder.cpu(step -> step).event(3).filled(4).build(), reused);
    reused.clear();
    extractor.extract(sequence, reused);

    assertThat(row(reused)).isEqualTo(fresh);
    assertThat(reused.size()).isOne();
  }

  @Test
  void staysFiniteOnArbitraryValues() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 500; trial++) {
      double scale = Math.pow(10, random.nextInt(16) - 3);
      FeatureBatch batch =
          extract(
              SequenceBuilder.cpu(step -> random.nextDouble() * scale)
                  .requests(step -> random.nextInt(3) == 0 ? Double.NaN : scale)
                  .build());
      assertThat(boxed(batch)).allMatch(value -> Float.isFinite(value));
    }
  }

  @Test
  void refusesAnIncompleteSequenceAndAFullBatch() {
    FeatureBatch batch = new FeatureBatch(extractor.schema(), 1);
    GroupSequence incomplete = SequenceBuilder.cpu(step -> step == 0 ? Double.NaN : 1).build();

    assertThatThrownBy(() -> extractor.extract(incomplete, batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("web");
    extractor.extract(SequenceBuilder.arbitrary(1), batch);
    assertThatThrownBy(() -> extractor.extract(SequenceBuilder.arbitrary(2), batch))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1");
  }

  @Test
  void schemaHasAFingerprintOfEverythingInIt() {
    FeatureSchema schema = FeatureSchema.current();
    FeatureSchema other =
        new FeatureSchema(
            schema.version() + 1,
            schema.sequenceLength(),
            schema.horizons(),
            schema.sequenceFeatures(),
            schema.staticFeatures());

    assertThat(schema.fingerprint()).hasSize(64).isEqualTo(extractor.schema().fingerprint());
    assertThat(other.fingerprint()).isNotEqualTo(schema.fingerprint());
    assertThat(schema.canonicalText()).contains("change_to_last,level");
  }

  private FeatureBatch extract(GroupSequence sequence) {
    FeatureBatch batch = new FeatureBatch(extractor.schema(), 1);
    extractor.extract(sequence, batch);
    return batch;
  }

  private static float[] row(FeatureBatch batch) {
    return Arrays.copyOf(batch.sequenceInputs(), batch.schema().sequenceSize());
  }

  private static List<Float> boxed(FeatureBatch batch) {
    List<Float> values = new ArrayList<>();
    for (float value : row(batch)) {
      values.add(value);
    }
    return values;
  }

  private static float at(FeatureBatch batch, int step, SequenceFeature feature) {
    return batch.sequenceInputs()[step * SequenceFeature.COUNT + feature.ordinal()];
  }
}
