package io.prescale.training.tune;

import io.prescale.training.fit.TrainingListener;
import io.prescale.training.process.Task;
import io.prescale.training.process.TaskPool;
import io.prescale.training.series.TrainingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    List<RunTask> tasks = new ArrayList<>();
    for (Run run : runs) {
      if (result(run).isPresent()) {
        listener.found(run);
      } else {
        tasks.add(new RunTask(run));
      }
    }
    TaskPool pool =
        processes == 1
            ? new TaskPool(1, this, budget::isUp)
            : TaskPool.ofChildren(processes, this, budget::isUp);
    return pool.run(tasks);
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
    return listener.begin(((RunTask) task).run);
  }

  @Override
  public void end(Task task) {
    Run run = ((RunTask) task).run;
    budget.add(run.cost());
    listener.end(
        run,
        result(run)
            .orElseThrow(() -> new TrainingException(task.name() + " has left no result behind")));
  }

  /** A process that died may live another time, so nothing of it is kept beyond this search. */
  @Override
  public boolean endures(Task task, TrainingException failure) {
    Run run = ((RunTask) task).run;
    RunResult result = RunResult.failed(failure.getMessage(), 0);
    results.put(run, result);
    listener.end(run, result);
    return true;
  }

  private final class RunTask implements Task {
    private final Run run;

    RunTask(Run run) {
      this.run = run;
    }

    @Override
    public String name() {
      return "trial " + run.trial().number() + ", fold " + run.fold();
    }

    @Override
    public void run(TrainingListener told) {
      training.train(run, told);
    }

    @Override
    public Class<?> mainClass() {
      return RunProcess.class;
    }

    @Override
    public List<String> arguments() {
      return List.of(folder.path().toString(), TuneFolder.text(run));
    }

    @Override
    public Path log() {
      return folder.log(run);
    }
  }
}
