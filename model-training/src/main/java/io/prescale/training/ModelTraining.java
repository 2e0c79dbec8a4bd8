package io.prescale.training;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.OutputScaler;
import io.prescale.forecasting.bundle.TrainingSummary;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.NetworkSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From history to a model bundle. */
public final class ModelTraining {
  private final TrainingData data;
  private final OutputScaler scaler;

  /**
   * Prepares the windows.
   *
   * @throws TrainingException if no series can be trained on
   */
  public ModelTraining(List<HistorySeries> series, SplitFractions fractions) {
    this.data = TrainingData.of(series, fractions);
    this.scaler = HorizonScales.measure(data);
  }

  /** Why series were left out, one line each. */
  public List<String> skippedSeries() {
    return data.skipped();
  }

  /** Windows to train on. */
  public int trainingWindows() {
    return data.windows(Part.TRAINING).size();
  }

  /** Series trained on. */
  public int series() {
    return data.timelines().size();
  }

  /**
   * Trains a network and measures it.
   *
   * @param shape number of layers, their size and dropout
   * @throws TrainingException if training diverges
   */
  public ModelBundle train(
      NetworkShape shape, TrainingSettings settings, long seed, TrainingListener listener) {
    NetworkSpecification specification =
        new NetworkSpecification(
            data.schema().sequenceFeatures().size(),
            shape.layers(),
            shape.hidden(),
            shape.dropout(),
            data.schema().horizons());
    Trainer.Result result =
        new Trainer(data, scaler, settings).train(specification, seed, listener);
    try (ForecastNetwork network =
        ForecastNetwork.of(specification, data.schema().sequenceLength(), result.parameters())) {
      Evaluation evaluation = new Evaluation(data, scaler, List.of(network));
      return ModelBundle.builder()
          .schema(data.schema())
          .network(specification)
          .scaler(scaler)
          .residuals(evaluation.residuals())
          .member(result.parameters())
          .seed(seed)
          .training(summary(result))
          .accuracy(evaluation.accuracy())
          .build();
    }
  }

  private TrainingSummary summary(Trainer.Result result) {
    List<TrainingSummary.Series> series = new ArrayList<>();
    for (Timeline timeline : data.timelines()) {
      series.add(
          new TrainingSummary.Series(
              timeline.group(),
              Instant.ofEpochMilli(timeline.slotAt(0)).toString(),
              Instant.ofEpochMilli(timeline.slotAt(timeline.length() - 1)).toString(),
              timeline.length()));
    }
    return new TrainingSummary(
        series,
        data.windows(Part.TRAINING).size(),
        data.windows(Part.VALIDATION).size(),
        data.windows(Part.TEST).size(),
        result.bestEpoch());
  }
}
