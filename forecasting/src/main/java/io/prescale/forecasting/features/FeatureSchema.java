package io.prescale.forecasting.features;

import io.prescale.domain.time.Slots;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a network is fed with: the features of each step in order, the static features of the whole
 * sequence, the lengths, and the version of the code that computes them. Training writes it into
 * the bundle and serving compares fingerprints, so that a network never meets features other than
 * those that it was trained on. Immutable.
 */
public final class FeatureSchema {
  /** Raised whenever the meaning of a feature changes while its name stays. */
  public static final int CURRENT_VERSION = 2;

  private final int version;
  private final int sequenceLength;
  private final int horizons;
  private final ValueScaling scaling;
  private final Set<FeatureGroup> groups;
  private final List<String> sequenceFeatures;
  private final List<String> staticFeatures;

  private FeatureSchema(int version, ValueScaling scaling, Set<FeatureGroup> groups) {
    this.version = version;
    this.sequenceLength = Slots.SEQUENCE_LENGTH;
    this.horizons = Slots.HORIZONS;
    this.scaling = scaling;
    this.groups = Collections.unmodifiableSet(EnumSet.copyOf(groups));
    List<String> names = new ArrayList<>();
    Arrays.stream(SequenceFeature.values()).forEach(feature -> names.add(feature.label()));
    this.sequenceFeatures = Collections.unmodifiableList(names);
    this.staticFeatures =
        scaling == ValueScaling.CHANGE ? StaticFeatures.names() : Collections.emptyList();
  }

  /**
   * The features that {@link FeatureExtractor} computes.
   *
   * @param groups those in use, at least one; the features of the others are 0
   */
  public static FeatureSchema of(ValueScaling scaling, Set<FeatureGroup> groups) {
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("at least one group of features must be in use");
    }
    return new FeatureSchema(CURRENT_VERSION, scaling, groups);
  }

  /** All features, changes in units of the group. */
  public static FeatureSchema complete() {
    return of(ValueScaling.CHANGE, EnumSet.allOf(FeatureGroup.class));
  }

  public int version() {
    return version;
  }

  public ValueScaling scaling() {
    return scaling;
  }

  /** The groups of features in use. */
  public Set<FeatureGroup> groups() {
    return groups;
  }

  public boolean uses(FeatureGroup group) {
    return groups.contains(group);
  }

  /** Steps of a sequence. */
  public int sequenceLength() {
    return sequenceLength;
  }

  /** Steps of a forecast. */
  public int horizons() {
    return horizons;
  }

  /** Names of the features of each step, in the order in which they stand in the input. */
  public List<String> sequenceFeatures() {
    return sequenceFeatures;
  }

  /** Names of the features of the whole sequence, in order. */
  public List<String> staticFeatures() {
    return staticFeatures;
  }

  /** Numbers that one sequence takes in the input: steps x features. */
  public int sequenceSize() {
    return sequenceLength * sequenceFeatures.size();
  }

  /** Numbers that one sequence takes in the static input. */
  public int staticSize() {
    return staticFeatures.size();
  }

  /** The text that the fingerprint is taken of: one line for each property. */
  public String canonicalText() {
    return "version="
        + version
        + "\nsequenceLength="
        + sequenceLength
        + "\nhorizons="
        + horizons
        + "\nscaling="
        + scaling
        + "\ngroups="
        + groups
        + "\nsequenceFeatures="
        + String.join(",", sequenceFeatures)
        + "\nstaticFeatures="
        + String.join(",", staticFeatures)
        + "\n";
  }

  /** SHA-256 of {@link #canonicalText()} in UTF-8, hexadecimal. */
  public String fingerprint() {
    return Checksum.of(canonicalText().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureSchema
        && canonicalText().equals(((FeatureSchema) other).canonicalText());
  }

  @Override
  public int hashCode() {
    return Objects.hash(canonicalText());
  }

  @Override
  public String toString() {
    return canonicalText();
  }
}
