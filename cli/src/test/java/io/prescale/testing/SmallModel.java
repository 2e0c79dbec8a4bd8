package io.prescale.testing;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleWriter;
import io.prescale.forecasting.history.HistorySeriesReader;
import io.prescale.forecasting.history.HistorySource;
import io.prescale.training.Loss;
import io.prescale.training.ModelTraining;
import io.prescale.training.NetworkShape;
import io.prescale.training.SplitFractions;
import io.prescale.training.TrainingListener;
import io.prescale.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A model that is really trained, in a few seconds: too small to be good, but a whole bundle. */
public final class SmallModel {
  private static final NetworkShape SHAPE = new NetworkShape(1, 16, 0);
  private static final TrainingSettings ONE_PASS = new TrainingSettings(1, 64, 0.005, 1, Loss.MSE);
  private static final SplitFractions SPLIT = new SplitFractions(0.2, 0.2);
  private static final TrainingListener SILENT =
      new TrainingListener() {
        @Override
        public void onStep(int step, int steps) {}

        @Override
        public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {}
      };

  private SmallModel() {}

  /**
   * Trains on a history and writes the bundle.
   *
   * @param folder of the bundle, to be made
   */
  public static void train(Path history, Path folder) throws IOException {
    ModelBundle bundle =
        new ModelTraining(
                new HistorySeriesReader().read(HistorySource.ofPaths(List.of(history))), SPLIT)
            .train(SHAPE, ONE_PASS, 1, SILENT);
    new ModelBundleWriter().write(bundle, folder);
  }
}
