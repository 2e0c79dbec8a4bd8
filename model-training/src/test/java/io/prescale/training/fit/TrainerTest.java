package io.prescale.training.fit;

import static io.prescale.training.fit.Trainings.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.SeriesBuilder;
import io.prescale.training.fit.Trainings.RecordedCheckpoints;
import io.prescale.training.fit.Trainings.RecordedEpochs;
import io.prescale.training.series.TrainingException;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static final TrainingData WAVE = Trainings.data(Trainings.wave("wave", 700, 1));

  @Test
  void learnsAWaveAndBeatsPersistence() {
    RecordedEpochs epochs = new RecordedEpochs();

    TrainedMember member = train(WAVE, Trainings.settings(6, 0), 1, Checkpoints.NONE, epochs);

    assertThat(epochs.losses().get(5)).isLessThan(epochs.losses().get(0));
    assertThat(member.validationScore()).isLessThan(0.6);
    assertThat(epochs.scores()).contains(member.validationScore());
  }

  @Test
  void givesTheSameNetworkForTheSameSeedOnly() {
    TrainedMember first = train(WAVE, 5);
    TrainedMember second = train(WAVE, 5);
    TrainedMember other = train(WAVE, 6);

    assertThat(numbers(second.parameters())).isEqualTo(numbers(first.parameters()));
    assertThat(second.validationScore()).isEqualTo(first.validationScore());
    assertThat(numbers(other.parameters())).isNotEqualTo(numbers(first.parameters()));
  }

  /** The engine keeps by thread whether it records gradients. */
  @Test
  void givesTheSameNetworkInAnotherThread() throws Exception {
    TrainedMember here = train(WAVE, 5);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      TrainedMember there = other.submit(() -> train(WAVE, 5)).get();
      assertThat(numbers(there.parameters())).isEqualTo(numbers(here.parameters()));
    } finally {
      other.shutdown();
    }
  }

  /** Memory that is freed while gradients still need it shows up when the collector runs. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void isNotDisturbedByTheGarbageCollector(Loss loss) throws InterruptedException {
    TrainingSettings settings = Trainings.settings(2, 0, loss);
    TrainedMember undisturbed = train(WAVE, settings, 5, Checkpoints.NONE, new RecordedEpochs());
    AtomicBoolean done = new AtomicBoolean();
    Thread collector =
        new Thread(
            () -> {
              while (!done.get()) {
                System.gc();
              }
            });
    collector.start();
    try {
      TrainedMember disturbed = train(WAVE, settings, 5, Checkpoints.NONE, new RecordedEpochs());
      assertThat(numbers(disturbed.parameters())).isEqualTo(numbers(undisturbed.parameters()));
    } finally {
      done.set(true);
      collector.join();
    }
  }

  /** White noise on few windows: soon there is nothing more to learn but the noise itself. */
  @Test
  void keepsTheBestEpochThoughTrainingGoesOn() {
    TrainingData noise = Trainings.data(noise(260));
    RecordedEpochs epochs = new RecordedEpochs();
    RecordedCheckpoints checkpoints = new RecordedCheckpoints();
    TrainingSettings settings =
        new TrainingSettings(40, 2000, 16, 0.03, 40, Loss.MSE, Trainings.horizons(), 0);

    TrainedMember member = train(noise, settings, 1, checkpoints, epochs);

    double lowest = epochs.scores().stream().mapToDouble(score -> score).min().orElseThrow();
    int best = epochs.scores().indexOf(lowest) + 1;
    assertThat(best).as("validation gets worse later").isBetween(1, 39);
    assertThat(epochs.losses().get(39)).isLessThan(epochs.losses().get(best - 1));
    assertThat(member.bestEpoch()).isEqualTo(best);
    assertThat(member.validationScore()).isEqualTo(lowest);
    assertThat(numbers(member.parameters()))
        .isEqualTo(numbers(checkpoints.after(best).parameters()))
        .isNotEqualTo(numbers(checkpoints.after(40).parameters()));
    assertThat(epochs.best().lastIndexOf(true)).isEqualTo(best - 1);
  }

  @Test
  void stopsWhenNothingImprovesForAsLongAsItsPatience() {
    TrainingData noise = Trainings.data(noise(260));
    RecordedEpochs epochs = new RecordedEpochs();
    TrainingSettings settings =
        new TrainingSettings(60, 2000, 16, 0.03, 3, Loss.MSE, Trainings.horizons(), 0);

    TrainedMember member = train(noise, settings, 1, Checkpoints.NONE, epochs);

    assertThat(epochs.scores()).hasSizeLessThan(60).hasSize(member.bestEpoch() + 3);
  }

  /** Interrupted after any epoch, also where the best one lies before. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void goesOnFromACheckpointAsIfNothingHadBeen(int interruptedAfter) {
    TrainingSettings settings = Trainings.settings(4, 0);
    RecordedCheckpoints checkpoints = new RecordedCheckpoints();
    RecordedEpochs all = new RecordedEpochs();
    TrainedMember undisturbed = train(WAVE, settings, 3, checkpoints, all);
    RecordedEpochs rest = new RecordedEpochs();

    TrainedMember resumed =
        train(WAVE, settings, 3, startingFrom(checkpoints.after(interruptedAfter)), rest);

    assertThat(numbers(resumed.parameters())).isEqualTo(numbers(undisturbed.parameters()));
    assertThat(resumed.bestEpoch()).isEqualTo(undisturbed.bestEpoch());
    assertThat(rest.losses()).isEqualTo(all.losses().subList(interruptedAfter, 4));
    assertThat(rest.scores()).isEqualTo(all.scores().subList(interruptedAfter, 4));
  }

  /** Of 12 targets only those that count are learnt. */
  @Test
  void learnsTheHorizonsThatCountOnly() {
    TrainingSettings settings =
        new TrainingSettings(1, 512, 64, 0.01, 1, Loss.MAE, new int[] {3}, 0);

    TrainedMember member = train(WAVE, settings, 1, Checkpoints.NONE, new RecordedEpochs());

    float[] output =
        member.parameters().stream()
            .filter(one -> one.name().contains("output") && one.name().endsWith("bias"))
            .findAny()
            .orElseThrow()
            .values();
    assertThat(output[2]).isNotZero();
    assertThat(new float[] {output[0], output[1], output[3], output[11]}).containsOnly(0f);
  }

  @Test
  void saysSoWhenTheLossIsNoNumber() {
    TrainingSettings wild =
        new TrainingSettings(1, 512, 64, 0.01, 1, Loss.MSE, Trainings.horizons(), 0);
    TrainingData data = Trainings.data(Trainings.wave("wave", 400, 1));
    data.series().get(0).training().forEach(window -> window.sequence()[0] = Float.NaN);

    assertThatThrownBy(() -> train(data, wild, 1, Checkpoints.NONE, new RecordedEpochs()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("the loss is no longer a number in epoch 1")
        .hasMessageContaining("lower learning rate");
  }

  private static HistorySeries noise(int slots) {
    Random random = new Random(4);
    return SeriesBuilder.cpu("noise", slots, slot -> 50 + 8 * random.nextGaussian()).build();
  }

  private static Checkpoints startingFrom(Checkpoint checkpoint) {
    return new Checkpoints() {
      @Override
      public Checkpoint load() {
        return checkpoint;
      }

      @Override
      public void save(Checkpoint later) {}
    };
  }

  private static TrainedMember train(TrainingData data, long seed) {
    return train(data, Trainings.settings(2, 0), seed, Checkpoints.NONE, new RecordedEpochs());
  }

  private static TrainedMember train(
      TrainingData data,
      TrainingSettings settings,
      long seed,
      Checkpoints checkpoints,
      TrainingListener listener) {
    return new Trainer(data, settings)
        .train(Trainings.network(data.schema()), seed, settings.epochs(), checkpoints, listener);
  }
}
