package io.prescale.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.forecasting.bundle.AccuracyReport;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.history.HistorySeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ModelTrainingTest {
  private static final SplitFractions FRACTIONS = new SplitFractions(0.3, 0.2);
  private static final NetworkShape SMALL = new NetworkShape(2, 16, 0.1);

  /** A period of 50 minutes: easy to learn, and persistence is bad at it. */
  private static final HistorySeries SINE =
      SeriesBuilder.cpu("sine", 1500, slot -> 50 + 20 * Math.sin(2 * Math.PI * slot / 10)).build();

  @Test
  void learnsASineAndBeatsPersistence() {
    Epochs epochs = new Epochs();
    ModelBundle bundle = train(SINE, settings(12, Loss.MSE), 1, epochs);

    assertThat(epochs.losses.get(11)).isLessThan(epochs.losses.get(0) / 4);
    assertThat(bundle.accuracy().entries())
        .extracting(AccuracyReport.Entry::minutesAhead)
        .containsExactly(5, 15, 30, 60);
    for (AccuracyReport.Entry entry : bundle.accuracy().entries()) {
      assertThat(entry.forecastError())
          .as("%d minutes ahead", entry.minutesAhead())
          .isLessThan(entry.persistenceError() / 2);
    }
    assertThat(bundle.training().bestEpoch()).isPositive();
    assertThat(bundle.training().trainingWindows()).isGreaterThan(700);
  }

  @Test
  void learnsWithAbsoluteErrorToo() {
    ModelBundle bundle = train(SINE, settings(12, Loss.MAE), 1, new Epochs());

    AccuracyReport.Entry next = bundle.accuracy().entries().get(0);
    assertThat(next.forecastError()).isLessThan(next.persistenceError() / 2);
  }

  @Test
  void reportsErrorsOfPersistenceAsTheyAre() {
    HistorySeries steps = SeriesBuilder.cpu("steps", 600, slot -> slot % 2 == 0 ? 40 : 50).build();
    ModelBundle bundle = train(steps, settings(1, Loss.MSE), 1, new Epochs());

    List<AccuracyReport.Entry> entries = bundle.accuracy().entries();
    assertThat(entries.get(0).persistenceError()).isEqualTo(10);
    assertThat(entries.get(2).persistenceError()).isZero();
    // The targets of the last 30 %: each of 180 slots is the next slot of one window.
    assertThat(entries.get(0).forecasts()).isEqualTo(180);
  }

  @Test
  void givesTheSameModelForTheSameSeed() {
    ModelBundle first = train(SINE, settings(2, Loss.MSE), 5, new Epochs());
    ModelBundle second = train(SINE, settings(2, Loss.MSE), 5, new Epochs());
    ModelBundle other = train(SINE, settings(2, Loss.MSE), 6, new Epochs());

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.members()).usingRecursiveComparison().isEqualTo(first.members());
    assertThat(other.id()).isNotEqualTo(first.id());
  }

  /** The engine keeps by thread whether it records gradients. */
  @Test
  void givesTheSameModelInAnotherThread() throws Exception {
    ModelBundle here = train(SINE, settings(2, Loss.MSE), 5, new Epochs());
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      ModelBundle there =
          other.submit(() -> train(SINE, settings(2, Loss.MSE), 5, new Epochs())).get();
      assertThat(there.id()).isEqualTo(here.id());
    } finally {
      other.shutdown();
    }
  }

  /** Memory that is freed while gradients still need it shows up when the collector runs. */
  @Test
  void isNotDisturbedByTheGarbageCollector() throws InterruptedException {
    ModelBundle undisturbed = train(SINE, settings(2, Loss.MSE), 5, new Epochs());
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
      for (Loss loss : Loss.values()) {
        ModelBundle disturbed = train(SINE, settings(2, loss), 5, new Epochs());
        if (loss == Loss.MSE) {
          assertThat(disturbed.id()).isEqualTo(undisturbed.id());
        }
      }
    } finally {
      done.set(true);
      collector.join();
    }
  }

  @Test
  void keepsTheBestEpochAndStopsWhenNothingImproves() {
    // Nothing can be learnt here: the next change does not depend on anything known.
    Random random = new Random(1);
    double[] walk = new double[700];
    for (int slot = 1; slot < walk.length; slot++) {
      walk[slot] = Math.abs(walk[slot - 1] + random.nextGaussian());
    }
    Epochs epochs = new Epochs();
    TrainingSettings settings = new TrainingSettings(40, 64, 0.01, 2, Loss.MSE);

    ModelBundle bundle =
        train(SeriesBuilder.cpu("walk", 700, slot -> walk[slot]).build(), settings, 1, epochs);

    assertThat(epochs.losses).hasSizeLessThan(40);
    assertThat(bundle.training().bestEpoch()).isEqualTo(epochs.losses.size() - 2);
  }

  @Test
  void givesAnIntervalThatHoldsMostOfWhatIsMeasured() {
    Random random = new Random(1);
    HistorySeries noise =
        SeriesBuilder.cpu("noise", 1500, slot -> 50 + 3 * random.nextGaussian()).build();
    ModelBundle bundle = train(noise, settings(3, Loss.MSE), 1, new Epochs());

    for (int horizon = 0; horizon < 12; horizon++) {
      assertThat(bundle.residuals().lowerAt(horizon)).isNegative();
      assertThat(bundle.residuals().upperAt(horizon)).isPositive();
    }
  }

  @Test
  void trainsOnAConstantSeriesAndOneOfZeros() {
    ModelBundle bundle =
        new ModelTraining(
                List.of(
                    SeriesBuilder.cpu("flat", 300, slot -> 35).build(),
                    SeriesBuilder.cpu("zero", 300, slot -> 0).build()),
                FRACTIONS)
            .train(SMALL, settings(1, Loss.MSE), 1, new Epochs());

    assertThat(bundle.accuracy().entries())
        .allMatch(entry -> Double.isFinite(entry.forecastError()));
  }

  @Test
  void leavesOutSeriesThatAreTooShortAndSaysSo() {
    ModelTraining training =
        new ModelTraining(
            List.of(SINE, SeriesBuilder.cpu("young", 50, slot -> slot).build()), FRACTIONS);

    assertThat(training.series()).isOne();
    assertThat(training.skippedSeries()).singleElement().asString().contains("young: 50 samples");
  }

  @Test
  void refusesHistoryWithoutAnyUsableSeries() {
    List<HistorySeries> young = List.of(SeriesBuilder.cpu("young", 40, slot -> slot).build());

    assertThatThrownBy(() -> new ModelTraining(young, FRACTIONS))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("no series can be trained on")
        .hasMessageContaining("young: 40 samples");
  }

  private static ModelBundle train(
      HistorySeries series, TrainingSettings settings, long seed, TrainingListener listener) {
    return new ModelTraining(List.of(series), FRACTIONS).train(SMALL, settings, seed, listener);
  }

  private static TrainingSettings settings(int epochs, Loss loss) {
    return new TrainingSettings(epochs, 64, 0.01, 20, loss);
  }

  /** Remembers the loss of each epoch. */
  private static final class Epochs implements TrainingListener {
    private final List<Double> losses = new ArrayList<>();

    @Override
    public void onStep(int step, int steps) {
      assertThat(step).isBetween(1, steps);
    }

    @Override
    public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {
      losses.add(trainingLoss);
    }
  }
}
