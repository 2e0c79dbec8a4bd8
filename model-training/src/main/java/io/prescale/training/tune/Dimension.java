package io.prescale.training.tune;

import io.prescale.training.fit.TrainingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What the search varies: options of {@code train}, by their names without the dashes. Horizons are
 * none of them, for they change what is measured; nor are the passes that tune heads to groups,
 * which come behind what is measured.
 */
enum Dimension {
  HIDDEN("hidden", Kind.INTEGER, "32,48,64,96,128", plan -> plan.network().hidden()),
  LAYERS("layers", Kind.INTEGER, "1,2", plan -> plan.network().layers()),
  ATTENTION("attention", Kind.SWITCH, "no,yes", plan -> plan.network().attention() ? "yes" : "no"),
  DROPOUT("dropout", Kind.REAL, "0..0.3", plan -> plan.network().dropout()),
  LEARNING_RATE(
      "learning-rate", Kind.SCALE, "0.0005..0.005", plan -> plan.settings().learningRate()),
  BATCH_SIZE("batch-size", Kind.INTEGER, "128,256,512,1024", plan -> plan.settings().batchSize()),
  LOSS("loss", Kind.LOSS, "MAE,LOG_COSH", plan -> plan.settings().loss()),
  WITHOUT("without", Kind.FEATURES, "none,SIGNALS,CLOCK", plan -> "none"),
  EPOCHS("epochs", Kind.INTEGER, null, plan -> plan.settings().epochs()),
  EPOCH_WINDOWS("epoch-windows", Kind.INTEGER, null, plan -> plan.settings().epochWindows()),
  PATIENCE("patience", Kind.INTEGER, null, plan -> plan.settings().patience());

  private final String label;
  private final Kind kind;
  private final String range;
  private final Function<TrainingPlan, Object> reader;

  Dimension(String label, Kind kind, String range, Function<TrainingPlan, Object> reader) {
    this.label = label;
    this.kind = kind;
    this.range = range;
    this.reader = reader;
  }

  /** The name in options and in the leaderboard. */
  String label() {
    return label;
  }

  Kind kind() {
    return kind;
  }

  /**
   * The text of the range that is searched if the user says nothing.
   *
   * @param preset whose own value stands where there is no range
   */
  String defaultRange(TrainingPlan preset) {
    return range == null ? valueIn(preset) : range;
  }

  /** The value that a preset has, with nothing left out of its features. */
  String valueIn(TrainingPlan preset) {
    return kind.normal(reader.apply(preset).toString());
  }

  /** The options of {@code train} that give it a value. */
  List<String> arguments(String value) {
    return switch (kind) {
      case SWITCH -> List.of(value.equals("yes") ? "--attention" : "--no-attention");
      case FEATURES ->
          value.equals(Kind.NO_FEATURES)
              ? List.of()
              : List.of("--" + label, value.replace(Kind.AND, ","));
      default -> List.of("--" + label, value);
    };
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Dimension::label).toList();
  }
}
