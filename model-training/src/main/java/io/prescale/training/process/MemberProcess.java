package io.prescale.training.process;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.fit.ModelTraining;
import io.prescale.training.fit.TrainingData;
import io.prescale.training.fit.TrainingListener;
import io.prescale.training.fit.TrainingPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Trains one member of an ensemble in a process of its own. */
public final class MemberProcess {
  private MemberProcess() {}

  /**
   * @param arguments working folder and seed
   */
  public static void main(String[] arguments) {
    Child.run(listener -> train(Path.of(arguments[0]), Long.parseLong(arguments[1]), listener));
  }

  private static void train(Path path, long seed, TrainingListener listener) {
    try {
      EnsembleFolder.Document document = EnsembleFolder.Document.read(path);
      TrainingPlan plan = document.plan().plan();
      List<HistorySeries> history =
          SeriesFile.read(path.resolve(EnsembleFolder.HISTORY), document.history());
      TrainingData data = TrainingData.of(history, plan.fractions(), plan.schema());
      new EnsembleFolder(path).train(new ModelTraining(data, plan), seed, listener);
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }
}
