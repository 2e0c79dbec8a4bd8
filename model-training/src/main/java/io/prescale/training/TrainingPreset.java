package io.prescale.training;

import io.prescale.forecasting.features.FeatureGroup;
import io.prescale.forecasting.features.ValueScaling;
import io.prescale.training.fit.Loss;
import java.util.EnumSet;
import java.util.Set;

/** What the options of training are where they are not given. */
public enum TrainingPreset {
  /**
   * What forecasts best: changes in units of the group, the group's own linear forecasts and the
   * course of its day as inputs, absolute errors, heads tuned to groups, experts mixed by their
   * recent errors.
   */
  DEFAULT(ValueScaling.CHANGE, EnumSet.allOf(FeatureGroup.class), true),
  /**
   * What the first predictive scalers did: levels between 0 and 1, two layers with dropout,
   * attention over the steps, squared errors, the network alone.
   */
  CLASSIC(
      ValueScaling.RANGE,
      EnumSet.of(
          FeatureGroup.VALUES, FeatureGroup.SIGNALS, FeatureGroup.CLOCK, FeatureGroup.CALENDAR),
      false);

  private final ValueScaling scaling;
  private final Set<FeatureGroup> features;
  private final boolean adaptive;

  TrainingPreset(ValueScaling scaling, Set<FeatureGroup> features, boolean adaptive) {
    this.scaling = scaling;
    this.features = features;
    this.adaptive = adaptive;
  }

  ValueScaling scaling() {
    return scaling;
  }

  Set<FeatureGroup> features() {
    return EnumSet.copyOf(features);
  }

  boolean adaptive() {
    return adaptive;
  }

  int layers() {
    return this == DEFAULT ? 1 : 2;
  }

  int hidden() {
    return 64;
  }

  double dropout() {
    return this == DEFAULT ? 0.1 : 0.2;
  }

  boolean attention() {
    return this == CLASSIC;
  }

  Loss loss() {
    return this == DEFAULT ? Loss.MAE : Loss.MSE;
  }

  int epochs() {
    return 16;
  }

  int batchSize() {
    return this == DEFAULT ? 512 : 128;
  }

  double learningRate() {
    return this == DEFAULT ? 0.002 : 0.001;
  }

  int tuningEpochs() {
    return this == DEFAULT ? 8 : 0;
  }
}
