package io.prescale.training.fit;

/** Which features are ever anything but 0 in the training windows. */
final class UsedFeatures {
  private final boolean[] ofSteps;
  private final boolean[] ofSequences;

  private UsedFeatures(int steps, int sequences) {
    this.ofSteps = new boolean[steps];
    this.ofSequences = new boolean[sequences];
  }

  static UsedFeatures of(TrainingData data) {
    int features = data.schema().sequenceFeatures().size();
    UsedFeatures used = new UsedFeatures(features, data.schema().staticSize());
    for (SeriesWindows series : data.series()) {
      for (Window window : series.training()) {
        float[] sequence = window.sequence();
        for (int index = 0; index < sequence.length; index++) {
          used.ofSteps[index % features] |= sequence[index] != 0;
        }
        for (int index = 0; index < window.statics().length; index++) {
          used.ofSequences[index] |= window.statics()[index] != 0;
        }
      }
    }
    return used;
  }

  /** By feature of a step. */
  boolean[] ofSteps() {
    return ofSteps;
  }

  /** By feature of the sequence. */
  boolean[] ofSequences() {
    return ofSequences;
  }
}
