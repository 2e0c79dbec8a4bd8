package io.prescale.training.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.fit.TrainingData;
import io.prescale.training.fit.TrainingListener;
import io.prescale.training.fit.TrainingPlan;
import io.prescale.training.fit.Trainings;
import io.prescale.training.fit.UnusableFileException;
import io.prescale.training.process.WorkFolder.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EnsembleTrainingTest {
  private static final List<HistorySeries> HISTORY =
      List.of(Trainings.wave("shop", 500, 2), Trainings.wave("web", 500, 1));
  private static final TrainingPlan PLAN = Trainings.plan(Trainings.settings(3, 2));
  private static final List<Long> SEEDS = List.of(7L, 8L, 9L);

  @TempDir static Path undisturbed;
  @TempDir Path folder;

  private static String expected;
  private Path output;

  @BeforeAll
  static void trainInOneProcess() {
    try (EnsembleTraining training = open(undisturbed.resolve("model"), PLAN, false)) {
      expected = train(training, 1, new Heard()).id();
    }
  }

  @BeforeEach
  void nameTheOutput() {
    output = folder.resolve("model");
  }

  @Test
  void givesTheSameBundleInSeveralProcesses() {
    Heard heard = new Heard();
    try (EnsembleTraining training = open(output, PLAN, false)) {
      ModelBundle bundle = train(training, 3, heard);

      assertThat(bundle.members()).hasSize(3);
      assertThat(bundle.id()).isEqualTo(expected);
      assertThat(heard.epochs).isEqualTo(9);
      assertThat(heard.measured).isEqualTo(2);
      training.delete();
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** In the second epoch of the first member, and in that of the second. */
  @Test
  void interruptedAndRunAgainItGivesTheSameBundle() {
    for (int epoch : new int[] {2, 5}) {
      try (EnsembleTraining training = open(output, PLAN, false)) {
        assertThatThrownBy(() -> train(training, 1, new Heard(epoch)))
            .isInstanceOf(Interrupted.class);
      }
    }
    Heard heard = new Heard();
    try (EnsembleTraining training = open(output, PLAN, false)) {
      assertThat(training.found()).isEqualTo(Found.SAME);
      assertThat(training.trained()).isEqualTo(2);

      assertThat(train(training, 1, heard).id()).isEqualTo(expected);
    }
    assertThat(heard.epochs).as("only what was left").isLessThan(4);
  }

  @Test
  void beginsAnewWithOtherOptionsOrAnotherHistory() {
    try (EnsembleTraining training = open(output, PLAN, false)) {
      assertThatThrownBy(() -> train(training, 1, new Heard(4))).isInstanceOf(Interrupted.class);
    }
    TrainingPlan longer = Trainings.plan(Trainings.settings(4, 2));
    try (EnsembleTraining training = open(output, longer, false)) {
      assertThat(training.found()).isEqualTo(Found.OTHER);
      assertThat(training.trained()).isZero();
    }
    List<HistorySeries> other = List.of(HISTORY.get(0));
    try (EnsembleTraining training = EnsembleTraining.open(output, other, longer, SEEDS, false)) {
      assertThat(training.found()).isEqualTo(Found.OTHER);
    }
    try (EnsembleTraining training =
        EnsembleTraining.open(output, other, longer, List.of(7L), false)) {
      assertThat(training.found()).isEqualTo(Found.OTHER);
    }
  }

  @Test
  void saysWhichFileIsDamagedAndBeginsAnewIfToldTo() throws IOException {
    try (EnsembleTraining training = open(output, PLAN, false)) {
      assertThatThrownBy(() -> train(training, 1, new Heard(2))).isInstanceOf(Interrupted.class);
    }
    Path checkpoint = EnsembleTraining.workFolder(output).resolve("member-7.checkpoint");
    Files.write(checkpoint, new byte[] {1, 2, 3});
    try (EnsembleTraining training = open(output, PLAN, false)) {
      assertThatThrownBy(() -> train(training, 1, new Heard()))
          .isInstanceOf(UnusableFileException.class)
          .hasMessageContaining(checkpoint.toString())
          .hasMessageContaining("--restart");
    }
    try (EnsembleTraining training = open(output, PLAN, true)) {
      assertThat(train(training, 1, new Heard()).id()).isEqualTo(expected);
    }
  }

  private static EnsembleTraining open(Path output, TrainingPlan plan, boolean restart) {
    return EnsembleTraining.open(output, HISTORY, plan, SEEDS, restart);
  }

  private static ModelBundle train(EnsembleTraining training, int processes, Heard heard) {
    TrainingData data = TrainingData.of(HISTORY, PLAN.fractions(), PLAN.schema());
    return training.train(data, processes, heard, heard);
  }

  /** As if the process had ended. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Counts what it hears of. */
  private static final class Heard implements TaskPool.Progress, TrainingListener {
    private final int last;
    private int epochs;
    private int measured;

    Heard() {
      this(Integer.MAX_VALUE);
    }

    /**
     * @param last epoch after which training is interrupted, counted over all members
     */
    Heard(int last) {
      this.last = last;
    }

    @Override
    public TrainingListener begin(Task task) {
      return this;
    }

    @Override
    public void end(Task task) {}

    @Override
    public void onStep(int step, int steps) {}

    @Override
    public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {
      epochs++;
      if (epochs == last) {
        throw new Interrupted();
      }
    }

    @Override
    public void onMeasured(int done, int groups) {
      measured = done;
    }
  }
}
