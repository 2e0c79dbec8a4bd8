package io.prescale.forecasting.features;

import io.prescale.domain.time.Slots;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What a network is fed with: the features of each step in order, the static features of the whole
 * sequence, the lengths, and the version of the code that computes them. Training writes it into
 * the bundle and serving compares fingerprints, so that a network never meets features other than
 * those that it was trained on. Immutable.
 */
public final class FeatureSchema {
  /** Raised whenever the meaning of a feature changes while its name stays. */
  public static final int CURRENT_VERSION = 1;

  private final int version;
  private final int sequenceLength;
  private final int horizons;
  private final List<String> sequenceFeatures;
  private final List<String> staticFeatures;

  /**
   * @param version of the code that computes the features
   * @param sequenceLength steps
   * @param horizons steps of the forecast
   * @param sequenceFeatures names of the features of each step, in order
   * @param staticFeatures names of the features of the whole sequence, in order; may be empty
   */
  public FeatureSchema(
      int version,
      int sequenceLength,
      int horizons,
      List<String> sequenceFeatures,
      List<String> staticFeatures) {
    this.version = version;
    this.sequenceLength = sequenceLength;
    this.horizons = horizons;
    this.sequenceFeatures = Collections.unmodifiableList(new ArrayList<>(sequenceFeatures));
    this.staticFeatures = Collections.unmodifiableList(new ArrayList<>(staticFeatures));
  }

  /** The features that {@link FeatureExtractor} computes. */
  public static FeatureSchema current() {
    List<String> names = new ArrayList<>();
    Arrays.stream(SequenceFeature.values()).forEach(feature -> names.add(feature.label()));
    return new FeatureSchema(
        CURRENT_VERSION, Slots.SEQUENCE_LENGTH, Slots.HORIZONS, names, Collections.emptyList());
  }

  public int version() {
    return version;
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

  /** The text that the fingerprint is taken of: one line for each property. */
  public String canonicalText() {
    return "version="
        + version
        + "\nsequenceLength="
        + sequenceLength
        + "\nhorizons="
        + horizons
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
