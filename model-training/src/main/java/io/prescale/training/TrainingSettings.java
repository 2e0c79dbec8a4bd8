package io.prescale.training;

/**
 * How a network is trained.
 *
 * @param epochs most passes over the training windows
 * @param batchSize windows in one step
 * @param learningRate its peak
 * @param patience epochs without improvement on the validation part after which training stops
 * @param loss what is made small
 */
public record TrainingSettings(
    int epochs, int batchSize, double learningRate, int patience, Loss loss) {
  private static final int LARGEST_BATCH = 8192;

  /**
   * @throws IllegalArgumentException if a setting is out of range; the message names it
   */
  public TrainingSettings {
    requireAtLeastOne("epochs", epochs);
    requireAtLeastOne("batch size", batchSize);
    if (batchSize > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "batch size must be at most " + LARGEST_BATCH + ", but is " + batchSize);
    }
    requireAtLeastOne("patience", patience);
    if (!(learningRate > 0 && learningRate < 1)) {
      throw new IllegalArgumentException(
          "learning rate must be above 0 and below 1, but is " + learningRate);
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
    }
  }
}
