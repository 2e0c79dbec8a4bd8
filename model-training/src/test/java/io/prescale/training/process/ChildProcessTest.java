package io.prescale.training.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.training.fit.TrainingListener;
import io.prescale.training.process.TestChild.Way;
import io.prescale.training.series.TrainingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChildProcessTest {
  @TempDir Path folder;

  private final Recorded progress = new Recorded();

  @AfterEach
  void nothingIsLeftRunning() {
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void doesAllTasksHereAndInChildren() {
    List<Task> tasks = new ArrayList<>();
    for (int task = 0; task < 5; task++) {
      tasks.add(task("task " + task, ChildProcessTest::twoSteps, Way.WORK));
    }

    assertThat(pool(3).run(tasks)).isTrue();

    assertThat(progress.ended).hasSize(5).containsExactlyInAnyOrderElementsOf(names(tasks));
    assertThat(progress.steps).isEqualTo(10);
  }

  @Test
  void passesOnWhyAChildRefuses() {
    assertThatThrownBy(() -> pool(2).run(hereAndInAChild(Way.REFUSE)))
        .isInstanceOf(TrainingException.class)
        .hasMessage("the loss is no longer a number\nin epoch 3");
    assertThat(progress.ended).isEmpty();
  }

  @Test
  void showsTheLastLinesOfAChildThatBreaks() {
    assertThatThrownBy(() -> pool(2).run(hereAndInAChild(Way.CRASH)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(": its process ended with code 1")
        .hasMessageContaining("something that a library prints")
        .hasMessageContaining("java.lang.IllegalStateException: the engine broke")
        .hasMessageContaining("Its log is " + folder)
        .hasMessageContaining("run the same command again to go on");
  }

  @Test
  void saysWhatMayHaveKilledAChild() {
    assertThatThrownBy(() -> pool(2).run(hereAndInAChild(Way.BE_KILLED)))
        .hasMessageContaining("code 137")
        .hasMessageContaining("perhaps out of memory: try fewer --processes");
  }

  @Test
  void endsItsChildrenWhenATaskFailsHere() {
    CountDownLatch childRuns = new CountDownLatch(1);
    progress.onStep = childRuns::countDown;
    Consumer<TrainingListener> fails =
        listener -> {
          while (childRuns.getCount() > 0) {
            listener.onTuned(1, 1);
            Thread.onSpinWait();
          }
          throw new TrainingException("no space left");
        };

    assertThatThrownBy(
            () ->
                pool(2).run(List.of(task("one", fails, Way.GO_ON), task("two", fails, Way.GO_ON))))
        .isInstanceOf(TrainingException.class)
        .hasMessage("no space left");
  }

  @Test
  void givesUpWhatIsNotDoneWhenThereIsEnough() {
    AtomicBoolean enough = new AtomicBoolean();
    progress.onStep = () -> enough.set(true);
    TaskPool pool = new TaskPool(2, progress, enough::get);
    Consumer<TrainingListener> endless = ChildProcessTest::stepForEver;

    assertThat(pool.run(List.of(task("one", endless, Way.GO_ON), task("two", endless, Way.GO_ON))))
        .isFalse();
    assertThat(progress.ended).isEmpty();
  }

  private List<Task> hereAndInAChild(Way way) {
    Consumer<TrainingListener> untilStopped = ChildProcessTest::stepForEver;
    return List.of(task("one", untilStopped, way), task("two", untilStopped, way));
  }

  private static void twoSteps(TrainingListener listener) {
    listener.onStep(1, 2);
    listener.onStep(2, 2);
  }

  private static void stepForEver(TrainingListener listener) {
    while (true) {
      listener.onStep(1, 2);
      Thread.onSpinWait();
    }
  }

  private TaskPool pool(int processes) {
    return new TaskPool(processes, progress, () -> false);
  }

  private Task task(String name, Consumer<TrainingListener> here, Way way) {
    return new TestTask(
        name, here, TestChild.class, List.of(way.name()), folder.resolve(name + ".log"));
  }

  private static List<String> names(List<Task> tasks) {
    return tasks.stream().map(Task::name).toList();
  }

  /** Remembers which tasks ended, and how many steps there were. */
  private static final class Recorded implements TaskPool.Progress {
    private final List<String> ended = new ArrayList<>();
    private Runnable onStep = () -> {};
    private int steps;

    @Override
    public TrainingListener begin(Task task) {
      return new TrainingListener() {
        @Override
        public void onStep(int step, int all) {
          steps++;
          onStep.run();
        }

        @Override
        public void onEpoch(int epoch, double trainingLoss, double score, boolean best) {
          throw new IllegalStateException("there are only steps");
        }
      };
    }

    @Override
    public void end(Task task) {
      ended.add(task.name());
    }
  }
}
