package io.prescale.training;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.network.NetworkSpecification;
import picocli.CommandLine.Option;

/** The options that say how to train. */
final class TrainOptions {
  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of all random numbers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--epochs",
      defaultValue = "20",
      description = "Most passes over the training windows (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--patience",
      defaultValue = "8",
      description =
          "Epochs without improvement on the validation part after which training stops "
              + "(default: ${DEFAULT-VALUE}).")
  private int patience;

  @Option(
      names = "--batch-size",
      defaultValue = "128",
      description = "Windows in one step (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.002",
      description = "Peak of the learning rate (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--loss",
      defaultValue = "MSE",
      description =
          "What training makes small: ${COMPLETION-CANDIDATES} (default: " + "${DEFAULT-VALUE}).")
  private Loss loss;

  @Option(
      names = "--layers",
      defaultValue = "2",
      description = "LSTM layers (default: ${DEFAULT-VALUE}).")
  private int layers;

  @Option(
      names = "--hidden",
      defaultValue = "64",
      description = "Size of each LSTM layer's state (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--dropout",
      defaultValue = "0.1",
      description = "Share of values dropped between LSTM layers (default: ${DEFAULT-VALUE}).")
  private double dropout;

  @Option(
      names = "--test-fraction",
      defaultValue = "0.3",
      description =
          "Newest share of each series, held out for the accuracy report (default: "
              + "${DEFAULT-VALUE}).")
  private double testFraction;

  @Option(
      names = "--validation-fraction",
      defaultValue = "0.15",
      description =
          "Newest share of the rest, by which the best epoch is chosen (default: "
              + "${DEFAULT-VALUE}).")
  private double validationFraction;

  long seed() {
    return seed;
  }

  /**
   * @throws IllegalArgumentException if a fraction is out of range
   */
  SplitFractions fractions() {
    return new SplitFractions(testFraction, validationFraction);
  }

  /**
   * @throws IllegalArgumentException if a setting is out of range
   */
  TrainingSettings settings() {
    return new TrainingSettings(epochs, batchSize, learningRate, patience, loss);
  }

  NetworkShape shape() {
    return new NetworkShape(layers, hidden, dropout);
  }

  /**
   * @throws IllegalArgumentException if layers, hidden or dropout is out of range
   */
  void requireValidShape() {
    new NetworkSpecification(1, layers, hidden, dropout, Slots.HORIZONS);
  }
}
