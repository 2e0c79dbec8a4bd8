package io.prescale.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.bundle.ModelBundle;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecasterBenchmarkTest {
  @Test
  void measuresBoth() {
    var series = SeriesBuilder.cpu("web", 400, slot -> 50 + 20 * Math.sin(slot / 4.0)).build();
    ModelBundle bundle =
        new ModelTraining(List.of(series), new SplitFractions(0.3, 0.2))
            .train(
                new NetworkShape(1, 4, 0),
                new TrainingSettings(1, 64, 0.01, 1, Loss.MSE),
                1,
                new Silent());
    Timeline timeline = Timeline.of(series);
    List<GroupSequence> batch =
        IntStream.range(0, 20).mapToObj(index -> timeline.sequenceAt(30 + index)).toList();

    ForecasterBenchmark.Result result =
        new ForecasterBenchmark(1, Duration.ofMillis(1)).measure(bundle, batch);

    assertThat(result.forecasterPerSecond()).isPositive();
    assertThat(result.networkPerSecond()).isPositive();
    assertThat(result.ratio()).isPositive();
  }

  /** Listens to nothing. */
  private static final class Silent implements TrainingListener {
    @Override
    public void onStep(int step, int steps) {}

    @Override
    public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {}
  }
}
