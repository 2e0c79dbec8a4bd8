package io.prescale.training.fit;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.Autoregression;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.series.ActualSeries;
import io.prescale.training.series.ActualSeriesFactory;
import io.prescale.training.series.TrainingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The windows of several series. Everything is computed walking forward in time from the start of a
 * series, as the job would, and nothing behind the validation part is looked at.
 */
public final class TrainingData {
  /** Windows kept; of more, an even selection is. */
  private static final int MOST_WINDOWS = 400_000;

  private final FeatureSchema schema;
  private final AutoregressionPrior prior;
  private final List<SeriesWindows> series = new ArrayList<>();
  private final List<HistorySeries> used = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  private TrainingData(FeatureSchema schema, AutoregressionPrior prior) {
    this.schema = schema;
    this.prior = prior;
  }

  /**
   * Makes the windows. A series without any training or validation window is left out.
   *
   * @throws TrainingException if no series is left
   */
  public static TrainingData of(
      List<HistorySeries> history, SplitFractions fractions, FeatureSchema schema) {
    List<HistorySeries> usable =
        history.stream().filter(one -> !ActualSeriesFactory.isTooLong(one)).toList();
    TrainingData data = new TrainingData(schema, pooledPrior(usable, fractions, schema));
    history.stream()
        .filter(ActualSeriesFactory::isTooLong)
        .forEach(one -> data.skipped.add(one.group() + ": " + ActualSeriesFactory.TOO_LONG));
    // By the length of the line, which does not depend on what was measured in the test part.
    long slots = usable.stream().mapToLong(one -> fractions.layOut(one).length()).sum();
    int stride = (int) Math.max(1, (slots + MOST_WINDOWS - 1) / MOST_WINDOWS);
    for (HistorySeries one : usable) {
      ActualSeries actual = fractions.layOut(one);
      WindowWalk walk = new WindowWalk(schema, data.prior, fractions, stride);
      SeriesWindows windows = walk.windows(one, actual);
      if (windows.training().isEmpty() || windows.validation().isEmpty()) {
        data.skipped.add(describe(one, windows));
      } else {
        data.series.add(windows);
        data.used.add(one);
      }
    }
    if (data.series.isEmpty()) {
      throw new TrainingException(
          "no series can be trained on. A window takes "
              + Slots.SEQUENCE_LENGTH
              + " five-minute steps without a long gap and "
              + Slots.HORIZONS
              + " more to learn from, and training and validation need at least one each. Name a"
              + " longer history, or a smaller --test-fraction."
              + String.join("", data.skipped.stream().map(line -> "\n  " + line).toList()));
    }
    return data;
  }

  private static AutoregressionPrior pooledPrior(
      List<HistorySeries> history, SplitFractions fractions, FeatureSchema schema) {
    List<Autoregression> fitted = new ArrayList<>();
    for (HistorySeries one : history) {
      ActualSeries actual = fractions.layOut(one);
      new WindowWalk(schema, AutoregressionPrior.none(), fractions, Integer.MAX_VALUE)
          .autoregression(one, actual)
          .ifPresent(fitted::add);
    }
    return AutoregressionPrior.pooled(fitted);
  }

  private static String describe(HistorySeries series, SeriesWindows windows) {
    return series.group()
        + ": "
        + series.samples().size()
        + " samples give "
        + windows.training().size()
        + " training and "
        + windows.validation().size()
        + " validation windows";
  }

  FeatureSchema schema() {
    return schema;
  }

  /** Coefficients of all series together, measured on their training parts. */
  public AutoregressionPrior prior() {
    return prior;
  }

  /** The series that are used. */
  List<SeriesWindows> series() {
    return Collections.unmodifiableList(series);
  }

  /** The history of the series that are used, in the same order. */
  public List<HistorySeries> history() {
    return Collections.unmodifiableList(used);
  }

  /** Why series were left out, one line each. */
  public List<String> skipped() {
    return Collections.unmodifiableList(skipped);
  }

  /** Windows to learn from. */
  public int trainingWindows() {
    return series.stream().mapToInt(one -> one.training().size()).sum();
  }

  /** Windows to choose by. */
  public int validationWindows() {
    return series.stream().mapToInt(one -> one.validation().size()).sum();
  }
}
