package io.prescale.forecasting.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.time.Slots;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {
  @Test
  void everyChoiceOfFeaturesHasAFingerprintOfItsOwn() {
    Set<String> fingerprints = new HashSet<>();
    for (ValueScaling scaling : ValueScaling.values()) {
      fingerprints.add(FeatureSchema.of(scaling, EnumSet.allOf(FeatureGroup.class)).fingerprint());
      for (FeatureGroup group : FeatureGroup.values()) {
        FeatureSchema without = FeatureSchema.of(scaling, EnumSet.complementOf(EnumSet.of(group)));
        fingerprints.add(without.fingerprint());
      }
    }

    assertThat(fingerprints)
        .hasSize(ValueScaling.values().length * (1 + FeatureGroup.values().length))
        .allMatch(fingerprint -> fingerprint.matches("[0-9a-f]{64}"));
  }

  /**
   * A bundle that was trained with these features carries this fingerprint, and is refused where it
   * is another one: change it only together with the version, and train the models again.
   */
  @Test
  void theFingerprintChangesOnlyOnPurpose() {
    assertThat(FeatureSchema.CURRENT_VERSION).isEqualTo(2);
    assertThat(FeatureSchema.complete().fingerprint())
        .isEqualTo("630861dbdd3b06671ece832b6bea234ffde38fbe1e064fcf4b0aa04e25e09870");
  }

  @Test
  void equalChoicesAreEqual() {
    FeatureSchema one = FeatureSchema.complete();
    FeatureSchema other = FeatureSchema.of(ValueScaling.CHANGE, EnumSet.of(FeatureGroup.VALUES));

    assertThat(one).isEqualTo(FeatureSchema.complete()).hasSameHashCodeAs(FeatureSchema.complete());
    assertThat(one).isNotEqualTo(other);
    assertThat(one.fingerprint()).isEqualTo(FeatureSchema.complete().fingerprint());
  }

  @Test
  void namesEveryFeatureOnceInTheOrderOfTheInput() {
    FeatureSchema schema = FeatureSchema.complete();

    assertThat(schema.sequenceFeatures())
        .hasSize(SequenceFeature.COUNT)
        .doesNotHaveDuplicates()
        .startsWith("change_to_last", "level");
    assertThat(schema.staticFeatures())
        .doesNotHaveDuplicates()
        .startsWith("seasonal_autoregression_1")
        .endsWith("experience");
    assertThat(schema.sequenceSize()).isEqualTo(Slots.SEQUENCE_LENGTH * SequenceFeature.COUNT);
    assertThat(schema.staticSize()).isEqualTo(schema.staticFeatures().size());
  }

  @Test
  void hasNoStaticFeaturesWhereValuesAreScaledByTheirRange() {
    assertThat(FeatureSchema.of(ValueScaling.RANGE, EnumSet.of(FeatureGroup.VALUES)).staticSize())
        .isZero();
  }

  @Test
  void refusesToUseNoFeatures() {
    assertThatThrownBy(
            () -> FeatureSchema.of(ValueScaling.CHANGE, EnumSet.noneOf(FeatureGroup.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one group");
  }
}
