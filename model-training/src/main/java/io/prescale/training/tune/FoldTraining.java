package io.prescale.training.tune;

import io.prescale.training.fit.ModelTraining;
import io.prescale.training.fit.TrainedNetwork;
import io.prescale.training.fit.TrainingData;
import io.prescale.training.fit.TrainingListener;
import io.prescale.training.fit.TrainingPlan;
import io.prescale.training.fit.UnusableFileException;
import io.prescale.training.series.TrainingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Does one run after the other. A trial goes on from the checkpoint of the rung before: the
 * learning rate falls over all of its epochs from the beginning, so that one that was promoted to
 * the last rung has the very parameters that training through without a stop gives. The scores of
 * the rungs before are taken while the learning rate is still high.
 */
final class FoldTraining {
  private static final double MILLIS = 1000.0;

  private final TuneFolder folder;
  private final Clock clock;
  private String dataName = "";
  private TrainingData data;

  FoldTraining(TuneFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  TuneFolder folder() {
    return folder;
  }

  /**
   * Does runs and keeps the result of each, also if it fails.
   *
   * @throws UnusableFileException if a file cannot be read or written
   */
  void train(List<Run> runs, TrainingListener listener) {
    int done = 0;
    for (Run run : runs) {
      train(run, listener);
      listener.onDone(++done, runs.size());
    }
  }

  private void train(Run run, TrainingListener listener) {
    Instant start = clock.instant();
    RunResult result;
    try {
      double score = score(run, listener);
      result = RunResult.scored(score, secondsSince(start));
    } catch (UnusableFileException e) {
      throw e;
    } catch (TrainingException e) {
      result = RunResult.failed(e.getMessage(), secondsSince(start));
    }
    folder.keep(run, result);
  }

  private double score(Run run, TrainingListener listener) {
    Fold fold = folder.document().fold(run.fold());
    TrainingPlan plan = fold.plan(run.trial().plan());
    TrainedNetwork network =
        new ModelTraining(data(fold, plan), plan)
            .trainMember(run.seed(), run.until(), folder.checkpoints(run), listener);
    return network.member().validationScore();
  }

  /**
   * The windows of a fold; the last ones are kept, for they take long to make and much memory.
   *
   * @throws TrainingException if there are none
   */
  TrainingData data(Fold fold, TrainingPlan plan) {
    String name = fold.number() + plan.schema().fingerprint();
    if (!dataName.equals(name)) {
      data = null;
      data = TrainingData.of(folder.read(fold), plan.fractions(), plan.schema());
      dataName = name;
    }
    return data;
  }

  private double secondsSince(Instant start) {
    return Duration.between(start, clock.instant()).toMillis() / MILLIS;
  }
}
