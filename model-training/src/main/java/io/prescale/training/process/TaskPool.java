package io.prescale.training.process;

import io.prescale.training.fit.TrainingListener;
import io.prescale.training.fit.UnusableFileException;
import io.prescale.training.series.TrainingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Does tasks side by side: one at a time in this process, and one in each child. The engine has one
 * gradient collector for a process, so that threads would not do.
 */
public final class TaskPool {
  /** Told how tasks go on; by several threads, but never by two at once. */
  public interface Progress {
    /** Who is told of a task that begins. */
    TrainingListener begin(Task task);

    /** A task is done. */
    void end(Task task);

    /**
     * A task failed.
     *
     * @return whether the others go on; else all is given up
     */
    default boolean endures(Task task, TrainingException failure) {
      return false;
    }
  }

  private final int processes;
  private final boolean here;
  private final Progress progress;
  private final BooleanSupplier enough;
  private final Queue<Task> waiting = new ArrayDeque<>();
  private final Set<ChildProcess> children = new HashSet<>();
  private RuntimeException failure;
  private boolean stopped;

  /**
   * @param processes most at a time, this one included
   * @param enough asked again and again; once it says so, whatever is not done is given up
   */
  public TaskPool(int processes, Progress progress, BooleanSupplier enough) {
    this(processes, true, progress, enough);
  }

  private TaskPool(int processes, boolean here, Progress progress, BooleanSupplier enough) {
    this.processes = processes;
    this.here = here;
    this.progress = progress;
    this.enough = enough;
  }

  /** A pool that does nothing in this process, which so survives whatever a task does. */
  public static TaskPool ofChildren(int processes, Progress progress, BooleanSupplier enough) {
    return new TaskPool(processes, false, progress, enough);
  }

  /**
   * Does all tasks; each keeps its result itself.
   *
   * @return whether all are done, and not given up
   * @throws TrainingException the first failure; all other tasks are then ended
   */
  public boolean run(List<? extends Task> tasks) {
    synchronized (this) {
      waiting.addAll(tasks);
      stopped = false;
    }
    List<Thread> threads = new ArrayList<>();
    for (int child = here ? 1 : 0; child < Math.min(processes, tasks.size()); child++) {
      Thread thread = new Thread(() -> work(this::runInChild), "child-" + child);
      thread.start();
      threads.add(thread);
    }
    if (here) {
      work((task, listener) -> task.run(listener));
    }
    for (Thread thread : threads) {
      join(thread);
    }
    if (failure != null) {
      throw failure;
    }
    return !stopped;
  }

  private interface Runner {
    void run(Task task, TrainingListener listener);
  }

  private void work(Runner runner) {
    try {
      for (Task task = next(); task != null; task = next()) {
        TrainingListener listener;
        synchronized (this) {
          listener = progress.begin(task);
        }
        try {
          runner.run(task, new Guarded(listener));
        } catch (UnusableFileException | EndedFromOutsideException e) {
          throw e;
        } catch (TrainingException e) {
          requireEndured(task, e);
          continue;
        }
        synchronized (this) {
          progress.end(task);
        }
      }
    } catch (Stopped e) {
      // Another one's failure, or time is up.
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** One that was ended with all others has not failed. */
  private synchronized void requireEndured(Task task, TrainingException failure) {
    if (stopped || !progress.endures(task, failure)) {
      throw failure;
    }
  }

  private synchronized Task next() {
    if (enough.getAsBoolean() && !waiting.isEmpty()) {
      stop();
    }
    return stopped ? null : waiting.poll();
  }

  private void runInChild(Task task, TrainingListener listener) {
    try (ChildProcess child = new ChildProcess(task)) {
      synchronized (this) {
        children.add(child);
      }
      try {
        child.await(listener);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TrainingException(task.name() + " was interrupted");
      } finally {
        synchronized (this) {
          children.remove(child);
        }
      }
    }
  }

  private synchronized void fail(RuntimeException thrown) {
    if (!stopped) {
      failure = thrown;
    }
    stop();
  }

  private synchronized void stop() {
    stopped = true;
    waiting.clear();
    children.forEach(ChildProcess::end);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves a task that nobody waits for any more. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Lets one thread tell at a time, and leaves the task when it is to stop. */
  private final class Guarded implements TrainingListener {
    private final TrainingListener listener;

    Guarded(TrainingListener listener) {
      this.listener = listener;
    }

    private void tell(Runnable telling) {
      synchronized (TaskPool.this) {
        if (!stopped && enough.getAsBoolean()) {
          stop();
        }
        if (stopped) {
          throw new Stopped();
        }
        telling.run();
      }
    }

    @Override
    public void onStep(int step, int steps) {
      tell(() -> listener.onStep(step, steps));
    }

    @Override
    public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {
      tell(() -> listener.onEpoch(epoch, trainingLoss, validationScore, best));
    }

    @Override
    public void onTuned(int done, int groups) {
      tell(() -> listener.onTuned(done, groups));
    }

    @Override
    public void onMeasured(int done, int groups) {
      tell(() -> listener.onMeasured(done, groups));
    }

    @Override
    public void onDone(int done, int trainings) {
      tell(() -> listener.onDone(done, trainings));
    }
  }
}
