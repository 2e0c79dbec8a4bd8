package io.prescale.training.fit;

import static io.prescale.training.fit.Trainings.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.network.ForecastHead;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.ParameterValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeadTuningTest {
  private static final TrainingData DATA = Trainings.data(Trainings.wave("wave", 700, 1));
  private static final SeriesWindows WINDOWS = DATA.series().get(0);

  private static final TrainingSettings SETTINGS = Trainings.settings(1, 4);
  private static final boolean[] HORIZONS = SETTINGS.countedHorizons();

  /** An untrained network, which any tuning can beat. */
  private final ForecastNetwork network =
      ForecastNetwork.create(Trainings.network(DATA.schema()), DATA.schema().sequenceLength(), 1);

  private final float[] common = numbers(network.parameters());
  private final HeadTuning tuning = new HeadTuning(DATA, SETTINGS, network);

  @AfterEach
  void freeMemory() {
    network.close();
  }

  @Test
  void keepsAHeadThatDoesBetterOnValidation() {
    ForecastHead head = tuning.tune(WINDOWS, 1).orElseThrow();
    double before = score();
    network.put(parameters(head));

    assertThat(score()).isLessThan(0.995 * before);
  }

  /** What the network says already comes true in the validation part: nothing can be better. */
  @Test
  void keepsNoneWhereValidationDoesNotImprove() {
    SeriesWindows content =
        new SeriesWindows("wave", WINDOWS.training(), withTargetsAsForecast(WINDOWS.validation()));

    assertThat(tuning.tune(content, 1)).isEmpty();
  }

  @Test
  void keepsNoneForAGroupOfLessThanADay() {
    SeriesWindows young =
        new SeriesWindows("wave", WINDOWS.training().subList(0, 287), WINDOWS.validation());
    SeriesWindows old =
        new SeriesWindows("wave", WINDOWS.training().subList(0, 288), WINDOWS.validation());

    assertThat(tuning.tune(young, 1)).isEmpty();
    assertThat(tuning.tune(old, 1)).isPresent();
  }

  /** Neither the groups tuned before nor the order matter. */
  @Test
  void dependsOnTheGroupAndTheSeedOnly() {
    float[] first = tuning.tune(WINDOWS, 1).orElseThrow().toNumbers();
    SeriesWindows other = new SeriesWindows("other", WINDOWS.training(), WINDOWS.validation());
    Optional<ForecastHead> between = tuning.tune(other, 1);

    assertThat(tuning.tune(WINDOWS, 1).orElseThrow().toNumbers()).isEqualTo(first);
    assertThat(between.orElseThrow().toNumbers()).isNotEqualTo(first);
    assertThat(tuning.tune(WINDOWS, 2).orElseThrow().toNumbers()).isNotEqualTo(first);
  }

  @Test
  void leavesTheCommonNetworkAsItIs() {
    tuning.tune(WINDOWS, 1);

    assertThat(numbers(network.parameters())).isEqualTo(common);
  }

  private double score() {
    return new ValidationScore(DATA, HORIZONS).of(network);
  }

  /** A head's numbers stand in the order of the network's parameters. */
  private List<ParameterValues> parameters(ForecastHead head) {
    float[] numbers = head.toNumbers();
    List<ParameterValues> parameters = new ArrayList<>();
    int at = 0;
    for (ParameterValues one : network.parameters()) {
      if (ForecastHead.isPart(one.name())) {
        int end = at + one.values().length;
        parameters.add(
            new ParameterValues(one.name(), one.shape(), Arrays.copyOfRange(numbers, at, end)));
        at = end;
      }
    }
    return parameters;
  }

  private List<Window> withTargetsAsForecast(List<Window> windows) {
    WindowBatch batch = new WindowBatch(DATA.schema(), windows.size());
    batch.fill(windows, HORIZONS);
    List<Window> content = new ArrayList<>();
    try (NDManager scope = network.manager().newSubManager()) {
      float[] outputs =
          network.forward(batch.sequences(scope), batch.statics(scope), false).toFloatArray();
      for (int row = 0; row < windows.size(); row++) {
        Window window = windows.get(row);
        int from = row * Slots.HORIZONS;
        content.add(
            new Window(
                window.sequence(),
                window.statics(),
                Arrays.copyOfRange(outputs, from, from + Slots.HORIZONS),
                window.persistence()));
      }
    }
    return content;
  }
}
