package io.prescale.training.tune;

import io.prescale.domain.text.NearestName;
import io.prescale.training.TrainOptions;
import io.prescale.training.TrainingPreset;
import io.prescale.training.fit.TrainingPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A range for each dimension, and the preset that the search sets out from. */
final class SearchSpace {
  private final TrainingPreset preset;
  private final TrainingPlan plan;
  private final Map<Dimension, Range> ranges = new EnumMap<>(Dimension.class);

  private SearchSpace(TrainingPreset preset) {
    this.preset = preset;
    this.plan = TrainOptions.parse(List.of("--preset", preset.name())).plan();
    for (Dimension dimension : Dimension.values()) {
      ranges.put(dimension, Range.parse(dimension.defaultRange(plan), dimension.kind()));
    }
  }

  /**
   * The usual space, with what the user says otherwise.
   *
   * @param spaces texts of ranges by the names of dimensions
   * @throws IllegalArgumentException if a name is unknown, or a range holds values that {@code
   *     train} does not take; the message says which
   */
  static SearchSpace of(TrainingPreset preset, Map<String, String> spaces) {
    SearchSpace space = new SearchSpace(preset);
    spaces.forEach(space::put);
    return space;
  }

  private void put(String name, String text) {
    Dimension dimension = named(name);
    try {
      Range range = Range.parse(text, dimension.kind());
      for (String value : range.extremes()) {
        List<String> arguments = new ArrayList<>(List.of("--preset", preset.name()));
        arguments.addAll(dimension.arguments(value));
        TrainOptions.parse(arguments).plan();
      }
      ranges.put(dimension, range);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + "=" + text + ": " + e.getMessage(), e);
    }
  }

  private static Dimension named(String name) {
    int index = Dimension.labels().indexOf(name.trim());
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is nothing named '"
              + name
              + "' to search"
              + NearestName.hint(name, Dimension.labels())
              + " Known are "
              + String.join(", ", Dimension.labels()));
    }
    return Dimension.values()[index];
  }

  /** The preset, with what is fixed. */
  Trial preset() {
    Map<Dimension, String> values = new EnumMap<>(Dimension.class);
    ranges.forEach(
        (dimension, range) ->
            values.put(dimension, range.isFixed() ? range.at(0) : dimension.valueIn(plan)));
    return new Trial(0, preset, values);
  }

  /**
   * Values drawn at random. Each dimension takes one random number whatever its range is, so that
   * narrowing one leaves the values of all others as they were.
   */
  Map<Dimension, String> draw(SplittableRandom random) {
    Map<Dimension, String> values = new EnumMap<>(Dimension.class);
    ranges.forEach((dimension, range) -> values.put(dimension, range.at(random.nextDouble())));
    return values;
  }

  TrainingPreset basis() {
    return preset;
  }

  /** Texts of the ranges by the names of dimensions. */
  Map<String, String> describe() {
    Map<String, String> texts = new LinkedHashMap<>();
    ranges.forEach((dimension, range) -> texts.put(dimension.label(), range.toString()));
    return texts;
  }
}
