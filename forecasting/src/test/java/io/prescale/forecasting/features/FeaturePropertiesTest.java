package io.prescale.forecasting.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.SeriesBuilder;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of the features whatever the values are. */
class FeaturePropertiesTest {
  private static final AutoregressionPrior NONE = AutoregressionPrior.none();
  private static final int LENGTH = 360;

  @Property(tries = 40)
  void valuesAfterASlotHaveNoInfluenceOnItsFeatures(
      @ForAll long seed, @ForAll @IntRange(min = 24, max = LENGTH - 2) int cut) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] series = series(random, LENGTH);
    double[] otherFuture = series.clone();
    double[] other = series(random, LENGTH);
    System.arraycopy(other, cut + 1, otherFuture, cut + 1, LENGTH - cut - 1);

    List<float[]> features = features(series);
    List<float[]> featuresOfOther = features(otherFuture);

    for (int slot = 0; slot <= cut; slot++) {
      assertThat(featuresOfOther.get(slot))
          .as("slot %d, cut %d", slot, cut)
          .isEqualTo(features.get(slot));
    }
    assertThat(featuresOfOther.get(LENGTH - 1)).isNotEqualTo(features.get(LENGTH - 1));
  }

  /** Of every slot; those of incomplete sequences are the features before. */
  private static List<float[]> features(double[] series) {
    SeriesBuilder builder = SeriesBuilder.of(series);
    Extraction extraction =
        Extraction.of(FeatureSchema.complete(), NONE, List.of(builder.sequence(0)));
    List<float[]> features = new ArrayList<>();
    for (int slot = 0; slot < series.length; slot++) {
      extraction.next(builder.sequence(slot));
      features.add(extraction.all());
    }
    return features;
  }

  @Property(tries = 60)
  void featuresAreFiniteAndBounded(@ForAll long seed, @ForAll ValueScaling scaling) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] series = series(random, LENGTH);
    double scale = Math.pow(10, random.nextInt(-9, 8));
    double[] scaled = Arrays.stream(series).map(value -> value * scale).toArray();
    FeatureSchema schema = FeatureSchema.of(scaling, EnumSet.allOf(FeatureGroup.class));
    Extraction extraction =
        Extraction.of(schema, NONE, List.of(SeriesBuilder.of(scaled).sequence(0)));
    for (int slot = 0; slot < LENGTH; slot++) {
      GroupSequence sequence = SeriesBuilder.of(scaled).sequence(slot);
      Arrays.setAll(sequence.requestCount, step -> random.nextInt(3) == 0 ? Double.NaN : scale);
      extraction.next(sequence);
      for (float value : extraction.all()) {
        assertThat(value).as("slot %d", slot).isBetween(-60f, 60f);
      }
    }
  }

  @Property(tries = 20)
  void featuresOfAConstantGroupAreFinite(@ForAll @IntRange(min = -12, max = 9) int exponent) {
    double level = exponent == -12 ? 0 : Math.pow(10, exponent);
    Extraction extraction =
        Extraction.of(
            FeatureSchema.complete(), NONE, SeriesBuilder.of(330, slot -> level).sequences());
    for (float value : extraction.all()) {
      assertThat(value).isBetween(-60f, 60f);
    }
    assertThat(extraction.newest(SequenceFeature.CHANGE_TO_LAST)).isZero();
    assertThat(extraction.newest(SequenceFeature.LEVEL)).isBetween(-1e-3f, 1e-3f);
  }

  /** A group of twice the size looks the same: everything is in units of the group. */
  @Property(tries = 20)
  void aLargerGroupOfTheSameCourseHasTheSameFeatures(@ForAll long seed) {
    double[] series =
        new SplittableRandom(seed).doubles(330, 20, 60).map(value -> Math.round(value)).toArray();
    double[] larger = Arrays.stream(series).map(value -> 64 * value).toArray();
    float[] features = features(series).get(329);
    float[] featuresOfLarger = features(larger).get(329);

    for (int index = 0; index < features.length; index++) {
      assertThat(featuresOfLarger[index])
          .as("feature %d", index)
          .isCloseTo(features[index], within(2e-3f));
    }
  }

  /** Noise, flat stretches, level shifts and gaps, but a newest sequence that is complete. */
  private static double[] series(SplittableRandom random, int length) {
    double[] series = new double[length];
    double level = 40;
    double noise = 5;
    for (int index = 0; index < length; index++) {
      switch (random.nextInt(50)) {
        case 0 -> level = random.nextDouble() * 100;
        case 1 -> noise = random.nextBoolean() ? 0 : random.nextDouble() * 30;
        default -> {}
      }
      boolean gap = index < length - 24 && random.nextInt(60) == 0;
      series[index] = gap ? Double.NaN : Math.max(0, level + noise * (random.nextDouble() - 0.5));
    }
    series[length - 1] = random.nextDouble() * 100;
    return series;
  }
}
