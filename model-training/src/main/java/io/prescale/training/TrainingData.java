package io.prescale.training;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.features.ForecastQuantity;
import io.prescale.forecasting.history.HistorySeries;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The windows of several series, split into parts. */
final class TrainingData {
  private final List<Timeline> timelines;
  private final Map<Part, Windows> windows = new EnumMap<>(Part.class);
  private final List<String> skipped;

  private TrainingData(List<Timeline> timelines, List<String> skipped) {
    this.timelines = timelines;
    this.skipped = skipped;
    for (Part part : Part.values()) {
      windows.put(part, new Windows());
    }
  }

  /**
   * Splits series into windows. A series without any training or validation window is left out.
   *
   * @throws TrainingException if no series is left
   */
  static TrainingData of(List<HistorySeries> series, SplitFractions fractions) {
    List<Timeline> usable = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (HistorySeries one : series) {
      Timeline timeline = Timeline.of(one);
      Map<Part, Integer> counts = count(timeline, fractions);
      if (counts.get(Part.TRAINING) > 0 && counts.get(Part.VALIDATION) > 0) {
        usable.add(timeline);
      } else {
        skipped.add(describe(one, counts));
      }
    }
    if (usable.isEmpty()) {
      throw new TrainingException(
          "no series can be trained on. A window takes "
              + Slots.SEQUENCE_LENGTH
              + " five-minute steps without a long gap and "
              + Slots.HORIZONS
              + " more to learn from, and training and validation need at least one each."
              + String.join("", skipped.stream().map(line -> "\n  " + line).toList()));
    }
    TrainingData data = new TrainingData(usable, skipped);
    for (int index = 0; index < usable.size(); index++) {
      data.addWindows(index, fractions);
    }
    return data;
  }

  private static Map<Part, Integer> count(Timeline timeline, SplitFractions fractions) {
    Map<Part, Integer> counts = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      counts.put(part, 0);
    }
    for (int newest = 0; newest < timeline.length(); newest++) {
      partOf(timeline, newest, fractions).ifPresent(part -> counts.merge(part, 1, Integer::sum));
    }
    return counts;
  }

  private void addWindows(int index, SplitFractions fractions) {
    Timeline timeline = timelines.get(index);
    for (int newest = 0; newest < timeline.length(); newest++) {
      int slot = newest;
      partOf(timeline, slot, fractions).ifPresent(part -> windows.get(part).add(index, slot));
    }
  }

  private static Optional<Part> partOf(Timeline timeline, int newest, SplitFractions fractions) {
    return timeline.hasSequenceAt(newest) && hasTarget(timeline, newest)
        ? fractions.partOf(newest, timeline.length())
        : Optional.empty();
  }

  private static boolean hasTarget(Timeline timeline, int newest) {
    Forecast.Quantity quantity = ForecastQuantity.of(timeline.sequenceAt(newest));
    for (int step = 1; step <= Slots.HORIZONS; step++) {
      if (!Double.isNaN(timeline.valueAfter(newest, step, quantity))) {
        return true;
      }
    }
    return false;
  }

  private static String describe(HistorySeries series, Map<Part, Integer> counts) {
    return series.group()
        + ": "
        + series.samples().size()
        + " samples give "
        + counts.get(Part.TRAINING)
        + " training and "
        + counts.get(Part.VALIDATION)
        + " validation windows";
  }

  /** The series that are used, in the order of their groups. */
  List<Timeline> timelines() {
    return timelines;
  }

  Windows windows(Part part) {
    return windows.get(part);
  }

  /** Why series were left out, one line each. */
  List<String> skipped() {
    return skipped;
  }

  FeatureSchema schema() {
    return FeatureSchema.current();
  }
}
