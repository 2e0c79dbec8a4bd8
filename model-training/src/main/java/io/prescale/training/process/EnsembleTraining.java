package io.prescale.training.process;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.fit.ModelTraining;
import io.prescale.training.fit.TrainedNetwork;
import io.prescale.training.fit.TrainingData;
import io.prescale.training.fit.TrainingListener;
import io.prescale.training.fit.TrainingPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the members of an ensemble side by side, keeping what is done in a working folder beside
 * the output. Stopped and run again, in as many processes as may be, it gives the same bundle, bit
 * by bit.
 */
public final class EnsembleTraining implements AutoCloseable {
  private final List<HistorySeries> history;
  private final TrainingPlan plan;
  private final List<Long> seeds;
  private final WorkFolder work;
  private final EnsembleFolder folder;

  private EnsembleTraining(
      List<HistorySeries> history,
      TrainingPlan plan,
      List<Long> seeds,
      WorkFolder work,
      EnsembleFolder folder) {
    this.history = history;
    this.plan = plan;
    this.seeds = seeds;
    this.work = work;
    this.folder = folder;
  }

  /** The working folder of an output folder. */
  public static Path workFolder(Path output) {
    return EnsembleFolder.beside(output);
  }

  /**
   * Opens the working folder.
   *
   * @param output folder that the bundle will be written to
   * @param restart whether to forget what was done
   * @throws io.prescale.training.series.TrainingException if the folder cannot be used
   */
  public static EnsembleTraining open(
      Path output,
      List<HistorySeries> history,
      TrainingPlan plan,
      List<Long> seeds,
      boolean restart) {
    Path path = EnsembleFolder.beside(output);
    String document = PlanDocument.json(EnsembleFolder.Document.of(plan, seeds, history));
    WorkFolder work = WorkFolder.open(path, EnsembleFolder.DOCUMENT, document, restart);
    return new EnsembleTraining(history, plan, seeds, work, new EnsembleFolder(path));
  }

  /** How the working folder was found. */
  public WorkFolder.Found found() {
    return work.found();
  }

  /** Members that are trained already. */
  public int trained() {
    return (int) seeds.stream().filter(folder::isTrained).count();
  }

  /**
   * Trains what is left.
   *
   * @param processes most at a time, this one included
   * @param measuring is told how the forecasts are measured
   */
  public ModelBundle train(
      TrainingData data, int processes, TaskPool.Progress progress, TrainingListener measuring) {
    ModelTraining training = new ModelTraining(data, plan);
    List<Task> tasks = new ArrayList<>();
    for (int member = 0; member < seeds.size(); member++) {
      if (!folder.isTrained(seeds.get(member))) {
        tasks.add(new MemberTask("member " + (member + 1), training, seeds.get(member)));
      }
    }
    Path file = work.file(EnsembleFolder.HISTORY);
    if (Math.min(processes, tasks.size()) > 1 && !Files.exists(file)) {
      SeriesFile.write(history, one -> Integer.MAX_VALUE, file);
    }
    new TaskPool(processes, progress, () -> false).run(tasks);
    List<TrainedNetwork> members =
        seeds.stream().map(seed -> folder.network(seed, plan).orElseThrow()).toList();
    return training.assemble(members, seeds.get(0), measuring);
  }

  /** Deletes the working folder; for when the bundle is written. */
  public void delete() {
    work.delete();
  }

  @Override
  public void close() {
    work.close();
  }

  private final class MemberTask implements Task {
    private final String name;
    private final ModelTraining training;
    private final long seed;

    MemberTask(String name, ModelTraining training, long seed) {
      this.name = name;
      this.training = training;
      this.seed = seed;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void run(TrainingListener listener) {
      folder.train(training, seed, listener);
    }

    @Override
    public Class<?> mainClass() {
      return MemberProcess.class;
    }

    @Override
    public List<String> arguments() {
      return List.of(folder.path().toString(), Long.toString(seed));
    }

    @Override
    public Path log() {
      return folder.log(seed);
    }
  }
}
