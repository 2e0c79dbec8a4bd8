package io.prescale.training.tune;

import io.prescale.training.TrainOptions;
import io.prescale.training.TrainingPreset;
import io.prescale.training.fit.TrainingPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One choice of hyper-parameters.
 *
 * @param number from 0, which is the preset itself, with what the user fixed
 * @param preset for all that is no dimension
 * @param values of all dimensions
 */
record Trial(int number, TrainingPreset preset, Map<Dimension, String> values) {
  Trial {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /** The options of {@code train} that train it; all of them, whatever the preset's values are. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("--preset", preset.name()));
    values.forEach((dimension, value) -> arguments.addAll(dimension.arguments(value)));
    return arguments;
  }

  /**
   * What {@code train} makes of these options.
   *
   * @throws IllegalArgumentException if a value is out of range; the message names it
   */
  TrainingPlan plan() {
    return TrainOptions.parse(arguments()).plan();
  }

  /** Its most epochs. */
  int epochs() {
    return Integer.parseInt(values.get(Dimension.EPOCHS));
  }
}
