package io.prescale.training.tune;

import io.prescale.training.DurationConverter;
import io.prescale.training.TrainingPreset;
import io.prescale.training.fit.SplitFractions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say what is searched, and for how long. */
final class SearchOptions {
  private static final int USUAL_TRIALS = 27;
  private static final int MOST_TRIALS = 100_000;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description =
          "Most random trials beside the preset, from 0 (default: 27; with --time as many as fit).")
  private Integer trials;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "Stop after this time, such as 90s, 10m or 2h. The last part of it is kept to train the"
              + " best trial with other seeds (default: no limit).")
  private Duration time;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "DEFAULT",
      description =
          "What the search sets out from, and trial 0: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private TrainingPreset preset;

  @Option(
      names = "--space",
      paramLabel = "NAME=RANGE",
      description = {
        "Values to search for one option of train: LOW..HIGH, or A,B,C. Repeatable. Names and what"
            + " is searched without it:",
        "hidden=32,48,64,96,128  layers=1,2  attention=no,yes  dropout=0..0.3"
            + "  learning-rate=0.0005..0.005  batch-size=128,256,512,1024  loss=MAE,LOG_COSH"
            + "  without=none,SIGNALS,CLOCK (groups of features to leave out, + between several);"
            + " epochs, epoch-windows and patience are as the preset has them."
      })
  private Map<String, String> spaces = new LinkedHashMap<>();

  @Option(
      names = "--fix",
      paramLabel = "NAME=VALUE",
      description = "The value that all trials have, trial 0 included. Repeatable.")
  private Map<String, String> fixed = new LinkedHashMap<>();

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Validation parts, one behind the other, each forecast by what was trained on all that"
              + " lies before it; at least 2 (default: ${DEFAULT-VALUE}).")
  private int folds;

  @Option(
      names = "--rungs",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Steps by which the best trials come to all of their epochs, 1 to 6 (default:"
              + " ${DEFAULT-VALUE}).")
  private int rungs;

  @Option(
      names = "--reduction",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "One of so many trials goes on to the next rung, with so many times the epochs, 2 to 10"
              + " (default: ${DEFAULT-VALUE}). reduction^(rungs-1) trials begin together.")
  private int reduction;

  @Option(
      names = "--confirm",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Further seeds that the best trial and the preset are trained with at the end, 0 to 32"
              + " (default: ${DEFAULT-VALUE}).")
  private int confirm;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Seed of all random numbers: the same seed gives the same trials in the same order"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--test-fraction",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "Newest share of each series, which is cut off before anything else and never looked at"
              + " (default: ${DEFAULT-VALUE}).")
  private double testFraction;

  @Option(
      names = "--validation-fraction",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description = "Share of the rest that one validation part is (default: ${DEFAULT-VALUE}).")
  private double validationFraction;

  /**
   * @throws IllegalArgumentException if an option is out of range; the message names it
   */
  SearchPlan plan() {
    int most = trials != null ? trials : time == null ? USUAL_TRIALS : MOST_TRIALS;
    require(most >= 0 && most <= MOST_TRIALS, "--trials must be from 0 to 100000, but is " + most);
    require(confirm >= 0 && confirm <= 32, "--confirm must be from 0 to 32, but is " + confirm);
    Fold.of(folds, fractions());
    return new SearchPlan(new Halving(rungs, reduction), folds, seed, most, confirm);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * @throws IllegalArgumentException if a range is none, or holds what cannot be trained
   */
  SearchSpace space() {
    Map<String, String> all = new LinkedHashMap<>(spaces);
    fixed.forEach(
        (name, value) -> {
          require(
              !spaces.containsKey(name),
              "give " + name + " either by --space or by --fix, not both");
          require(
              !value.contains(",") && !value.contains(".."),
              "--fix " + name + "=" + value + ": write one value, or use --space");
          all.put(name, value);
        });
    return SearchSpace.of(preset, all);
  }

  SplitFractions fractions() {
    return new SplitFractions(testFraction, validationFraction);
  }

  /** The options of {@code train} that split as the newest fold does. */
  List<String> fractionArguments() {
    return List.of(
        "--test-fraction",
        Double.toString(testFraction),
        "--validation-fraction",
        Double.toString(validationFraction));
  }

  /** How long to search; {@code null} for no limit. */
  Duration time() {
    return time;
  }

  /** Whether the number of trials is limited, so that one can say how much is left. */
  boolean isCounted() {
    return trials != null || time == null;
  }

  long seed() {
    return seed;
  }
}
