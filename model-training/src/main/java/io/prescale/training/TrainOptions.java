package io.prescale.training;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.features.FeatureGroup;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.training.fit.Loss;
import io.prescale.training.fit.SplitFractions;
import io.prescale.training.fit.TrainingPlan;
import io.prescale.training.fit.TrainingSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that say how to train. What is not given is as the preset has it. */
public final class TrainOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "DEFAULT",
      description =
          "What the options below are where they are not given: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}). CLASSIC is a network of two layers with attention on levels"
              + " between 0 and 1, squared errors, and nothing that adapts.")
  private TrainingPreset preset;

  @Option(
      names = "--ensemble",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Networks, each trained from another seed, whose forecasts are averaged, 1 to 32"
              + " (default: ${DEFAULT-VALUE}).")
  private int ensemble;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Seed of all random numbers; the members of an ensemble take the ones that follow"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Most passes, 1 or more (default: 16).")
  private Integer epochs;

  @Option(
      names = "--epoch-windows",
      paramLabel = "N",
      defaultValue = "51200",
      description =
          "Most windows in a pass, drawn anew for each (default: ${DEFAULT-VALUE}). A window is"
              + " two hours to learn from and the hour that followed.")
  private int epochWindows;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "Passes without improvement on the validation part after which training stops"
              + " (default: ${DEFAULT-VALUE}).")
  private int patience;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Windows in one step, 1 to 8192 (default: 512, CLASSIC: 128).")
  private Integer batchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "Peak of the learning rate, above 0 and below 1 (default: 0.002, CLASSIC: 0.001).")
  private Double learningRate;

  @Option(
      names = "--loss",
      paramLabel = "LOSS",
      description =
          "What training makes small: ${COMPLETION-CANDIDATES} (default: MAE, CLASSIC: MSE).")
  private Loss loss;

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "LSTM layers, 1 to 8 (default: 1, CLASSIC: 2).")
  private Integer layers;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Size of each LSTM layer's state, 1 to 1024 (default: 64).")
  private Integer hidden;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description =
          "Share of values dropped in training, from 0 to below 1 (default: 0.1, CLASSIC: 0.2).")
  private Double dropout;

  @Option(
      names = "--attention",
      negatable = true,
      arity = "0..1",
      description = "Whether the network also attends to all steps (default: no, CLASSIC: yes).")
  private Boolean attention;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "FEATURES",
      description =
          "Groups of features to leave out, separated by commas: ${COMPLETION-CANDIDATES}.")
  private List<FeatureGroup> without = List.of();

  @Option(
      names = "--horizons",
      split = ",",
      paramLabel = "STEPS",
      description =
          "Five-minute steps ahead whose errors count in training, separated by commas, each from 1"
              + " to 12 (default: all).")
  private List<Integer> horizons = List.of();

  @Option(
      names = "--tuning-epochs",
      paramLabel = "N",
      description =
          "Passes over a group's own windows to tune the end of the network to it, 0 for none"
              + " (default: 8, CLASSIC: 0).")
  private Integer tuningEpochs;

  @Option(
      names = "--test-fraction",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "Newest share of each series that training does not look at, from 0 to below 1 (default:"
              + " ${DEFAULT-VALUE}).")
  private double testFraction;

  @Option(
      names = "--validation-fraction",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "Newest share of the rest, by which the best epoch is chosen (default: "
              + "${DEFAULT-VALUE}).")
  private double validationFraction;

  /**
   * Options from their texts, as the command line would have them.
   *
   * @throws IllegalArgumentException if one cannot be read; the message names it
   */
  public static TrainOptions parse(List<String> arguments) {
    TrainOptions options = new TrainOptions();
    try {
      new CommandLine(options)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(arguments.toArray(new String[0]));
    } catch (CommandLine.ParameterException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return options;
  }

  /**
   * Seeds of the members.
   *
   * @throws IllegalArgumentException if the size of the ensemble is out of range
   */
  public List<Long> seeds() {
    if (ensemble < 1 || ensemble > 32) {
      throw new IllegalArgumentException("ensemble must be from 1 to 32, but is " + ensemble);
    }
    return LongStream.range(seed, seed + ensemble).boxed().toList();
  }

  /**
   * @throws IllegalArgumentException if an option is out of range; the message names it
   */
  public TrainingPlan plan() {
    Set<FeatureGroup> groups = preset.features();
    groups.removeAll(without);
    FeatureSchema schema = FeatureSchema.of(preset.scaling(), groups);
    return new TrainingPlan(
        schema,
        network(schema),
        settings(),
        new SplitFractions(testFraction, validationFraction),
        preset.adaptive());
  }

  private NetworkSpecification network(FeatureSchema schema) {
    return NetworkSpecification.builder()
        .features(schema.sequenceFeatures().size())
        .staticFeatures(schema.staticSize())
        .layers(given(layers, preset.layers()))
        .hidden(given(hidden, preset.hidden()))
        .dropout(given(dropout, preset.dropout()))
        .attention(given(attention, preset.attention()))
        .horizons(Slots.HORIZONS)
        .build();
  }

  private TrainingSettings settings() {
    int[] steps =
        horizons.isEmpty()
            ? IntStream.rangeClosed(1, Slots.HORIZONS).toArray()
            : horizons.stream().mapToInt(Integer::intValue).toArray();
    return new TrainingSettings(
        given(epochs, preset.epochs()),
        epochWindows,
        given(batchSize, preset.batchSize()),
        given(learningRate, preset.learningRate()),
        patience,
        given(loss, preset.loss()),
        steps,
        given(tuningEpochs, preset.tuningEpochs()));
  }

  private static <T> T given(T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
