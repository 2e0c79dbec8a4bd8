package io.prescale.training.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.training.fit.TrainingListener;
import io.prescale.training.series.TrainingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskPoolTest {
  @TempDir Path folder;

  private final List<String> ended = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  @Test
  void aChildThatDiesIsToldOfAndTheOthersGoOn() {
    List<Exiting> tasks = List.of(new Exiting("bad", 3), new Exiting("good", 0));

    assertThat(TaskPool.ofChildren(1, new Telling(true), () -> false).run(tasks)).isTrue();

    assertThat(failed).singleElement().asString().contains("bad: its process ended with code 3");
    assertThat(ended).containsExactly("good");
  }

  @Test
  void aFailureThatIsNotEnduredEndsAll() {
    List<Exiting> tasks = List.of(new Exiting("bad", 3), new Exiting("good", 0));
    TaskPool pool = TaskPool.ofChildren(1, new Telling(false), () -> false);

    assertThatThrownBy(() -> pool.run(tasks)).hasMessageContaining("bad: its process ended");

    assertThat(ended).isEmpty();
  }

  @Test
  void aChildThatIsEndedFromOutsideHasNotFailed() {
    TaskPool pool = TaskPool.ofChildren(1, new Telling(true), () -> false);

    assertThatThrownBy(() -> pool.run(List.of(new Exiting("stopped", 130))))
        .hasMessageContaining("stopped was ended from outside");

    assertThat(failed).isEmpty();
  }

  /** Ends with a code. */
  private final class Exiting implements Task {
    private final String name;
    private final int code;

    Exiting(String name, int code) {
      this.name = name;
      this.code = code;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void run(TrainingListener listener) {
      throw new AssertionError("must not run in this process");
    }

    @Override
    public Class<?> mainClass() {
      return ExitingProcess.class;
    }

    @Override
    public List<String> arguments() {
      return List.of(Integer.toString(code));
    }

    @Override
    public Path log() {
      return folder.resolve(name + ".log");
    }
  }

  private final class Telling implements TaskPool.Progress {
    private final boolean enduring;

    Telling(boolean enduring) {
      this.enduring = enduring;
    }

    @Override
    public TrainingListener begin(Task task) {
      return new TrainingListener() {
        @Override
        public void onStep(int step, int steps) {}

        @Override
        public void onEpoch(int epoch, double loss, double score, boolean best) {}
      };
    }

    @Override
    public void end(Task task) {
      ended.add(task.name());
    }

    @Override
    public boolean endures(Task task, TrainingException failure) {
      failed.add(failure.getMessage());
      return enduring;
    }
  }
}
