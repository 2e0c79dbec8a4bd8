package io.prescale.training.fit;

import io.prescale.domain.time.Slots;
import java.util.Arrays;

/**
 * How a network is trained. Immutable.
 *
 * @param epochs most passes
 * @param epochWindows most windows in a pass, drawn anew for each; series by the square root of
 *     their length
 * @param batchSize windows in one step
 * @param learningRate its peak
 * @param patience epochs without improvement on the validation part after which training stops
 * @param loss what is made small
 * @param horizons steps ahead whose errors count, each from 1 to 12
 * @param tuningEpochs passes over a group's own windows to tune its head; 0 for none
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrainingSettings(
    int epochs,
    int epochWindows,
    int batchSize,
    double learningRate,
    int patience,
    Loss loss,
    int[] horizons,
    int tuningEpochs) {
  private static final int LARGEST_BATCH = 8192;

  /**
   * @throws IllegalArgumentException if a setting is out of range; the message names it
   */
  public TrainingSettings {
    requireAtLeast("epochs", epochs, 1);
    requireAtLeast("epoch windows", epochWindows, 1);
    requireAtLeast("batch size", batchSize, 1);
    if (batchSize > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "batch size must be at most " + LARGEST_BATCH + ", but is " + batchSize);
    }
    requireAtLeast("patience", patience, 1);
    requireAtLeast("tuning epochs", tuningEpochs, 0);
    if (!(learningRate > 0 && learningRate < 1)) {
      throw new IllegalArgumentException(
          "learning rate must be above 0 and below 1, but is " + learningRate);
    }
    if (horizons.length == 0
        || Arrays.stream(horizons).anyMatch(step -> step < 1 || step > Slots.HORIZONS)) {
      throw new IllegalArgumentException(
          "horizons must be steps from 1 to "
              + Slots.HORIZONS
              + ", but are "
              + Arrays.toString(horizons));
    }
  }

  /** The same but for the passes that tune heads. */
  public TrainingSettings withTuningEpochs(int passes) {
    return new TrainingSettings(
        epochs, epochWindows, batchSize, learningRate, patience, loss, horizons, passes);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
    }
  }

  /** Whether errors at each horizon count. */
  boolean[] countedHorizons() {
    boolean[] counted = new boolean[Slots.HORIZONS];
    for (int step : horizons) {
      counted[step - 1] = true;
    }
    return counted;
  }
}
