package io.prescale.training.tune;

import io.prescale.training.fit.TrainingListener;
import io.prescale.training.process.Task;
import io.prescale.training.process.TaskPool;
import io.prescale.training.series.TrainingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does runs in parallel processes; their results are files of the search's folder. */
final class ProcessRuns implements Runs, TaskPool.Progress {
  /** Told how runs go on; by several threads, but never by two at once. */
  interface Listener {
    /** A run has its result already. */
    void found(Run run);

    /** Who is told of a run that begins. */
    TrainingListener begin(Run run);

    /** A run has a result now. */
    void end(Run run, RunResult result);
  }

  private final TuneFolder folder;
  private final StoredResults results;
  private final FoldTraining training;
  private final int processes;
  private final Budget budget;
  private final Listener listener;

  /**
   * @param training does runs in this process, if there is to be no other
   * @param processes most at a time; with more than one, all runs are done in others, so that the
   *     search survives one that takes too much memory
   */
  ProcessRuns(
      FoldTraining training,
      StoredResults results,
      int processes,
      Budget budget,
      Listener listener) {
    this.folder = training.folder();
    this.results = results;
    this.training = training;
    this.processes = processes;
    this.budget = budget;
    this.listener = listener;
  }

  @Override
  public boolean complete(List<Run> runs) {
    runs.stream().filter(run -> result(run).isPresent()).forEach(listener::found);
    List<Run> missing = missing(runs);
    // A process that dies takes one run with it as failed; those behind it begin anew.
    while (!missing.isEmpty()) {
      TaskPool pool =
          processes == 1
              ? new TaskPool(1, this, budget::isUp)
              : TaskPool.ofChildren(processes, this, budget::isUp);
      if (!pool.run(batches(missing))) {
        return false;
      }
      missing = missing(missing);
    }
    return true;
  }

  private List<Run> missing(List<Run> runs) {
    return runs.stream().filter(run -> result(run).isEmpty()).toList();
  }

  /**
   * Runs that are fed with the same windows go into one process, for windows take long to make; but
   * there are enough batches for all processes.
   */
  private List<BatchTask> batches(List<Run> runs) {
    int largest = Math.max(1, runs.size() / (2 * processes));
    Map<String, List<Run>> open = new HashMap<>();
    List<List<Run>> batches = new ArrayList<>();
    for (Run run : runs) {
      String windows = run.fold() + run.trial().values().get(Dimension.WITHOUT);
      List<Run> batch = open.get(windows);
      if (batch == null || batch.size() == largest) {
        batch = new ArrayList<>();
        open.put(windows, batch);
        batches.add(batch);
      }
      batch.add(run);
    }
    return batches.stream().map(BatchTask::new).toList();
  }

  @Override
  public boolean affords(long epochs) {
    return budget.affords(epochs);
  }

  @Override
  public Optional<RunResult> result(Run run) {
    return results.result(run);
  }

  @Override
  public TrainingListener begin(Task task) {
    return new BatchListener(((BatchTask) task).runs);
  }

  @Override
  public void end(Task task) {
    if (!missing(((BatchTask) task).runs).isEmpty()) {
      throw new TrainingException(task.name() + " left a run without a result");
    }
  }

  /** A process that died may live another time, so nothing of it is kept beyond this search. */
  @Override
  public boolean endures(Task task, TrainingException failure) {
    missing(((BatchTask) task).runs).stream()
        .findFirst()
        .ifPresent(
            run -> {
              RunResult result = RunResult.failed(failure.getMessage(), 0);
              results.put(run, result);
              listener.end(run, result);
            });
    return true;
  }

  /** Tells of one run after the other. */
  private final class BatchListener implements TrainingListener {
    private final List<Run> runs;
    private TrainingListener told;

    BatchListener(List<Run> runs) {
      this.runs = runs;
      this.told = listener.begin(runs.get(0));
    }

    @Override
    public void onStep(int step, int steps) {
      told.onStep(step, steps);
    }

    @Override
    public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {
      told.onEpoch(epoch, trainingLoss, validationScore, best);
    }

    @Override
    public void onDone(int done, int trainings) {
      Run run = runs.get(done - 1);
      budget.add(run.cost());
      listener.end(run, result(run).orElseThrow());
      if (done < trainings) {
        told = listener.begin(runs.get(done));
      }
    }
  }

  private final class BatchTask implements Task {
    private final List<Run> runs;

    BatchTask(List<Run> runs) {
      this.runs = runs;
    }

    @Override
    public String name() {
      return "fold "
          + runs.get(0).fold()
          + " of trial "
          + runs.stream()
              .map(run -> Integer.toString(run.trial().number()))
              .collect(Collectors.joining(", "));
    }

    @Override
    public void run(TrainingListener told) {
      training.train(runs, told);
    }

    @Override
    public Class<?> mainClass() {
      return RunProcess.class;
    }

    @Override
    public List<String> arguments() {
      List<String> arguments = new ArrayList<>(List.of(folder.path().toString()));
      runs.stream().map(TuneFolder::text).forEach(arguments::add);
      return arguments;
    }

    @Override
    public Path log() {
      return folder.log(runs.get(0));
    }
  }
}
