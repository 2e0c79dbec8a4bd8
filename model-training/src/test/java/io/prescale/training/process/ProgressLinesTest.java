package io.prescale.training.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.training.fit.TrainingListener;
import io.prescale.training.series.TrainingException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  @Test
  void anotherProcessTellsTheSame() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tellAll(new ProgressLines(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
    Told expected = new Told();
    tellAll(expected);
    Told told = new Told();

    bytes
        .toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> assertThat(ProgressLines.tell(line, told)).isTrue());

    assertThat(told.calls).isEqualTo(expected.calls).hasSize(4);
  }

  @Test
  void takesOtherLinesForWhatTheyAre() {
    Told told = new Told();

    assertThat(ProgressLines.tell("a warning of the engine", told)).isFalse();
    assertThat(ProgressLines.tell("", told)).isFalse();
    assertThat(told.calls).isEmpty();
  }

  @Test
  void passesOnWhyItFailed() {
    String message = "series web:\n  no space left on C:\\new";

    assertThatThrownBy(() -> ProgressLines.tell(ProgressLines.failure(message), new Told()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(message);
  }

  private static void tellAll(TrainingListener listener) {
    listener.onStep(3, 70);
    listener.onEpoch(1, 0.1 + 0.2, Double.MIN_VALUE, true);
    listener.onTuned(1, 24);
    listener.onMeasured(2, 24);
  }

  /** Remembers what it was told. */
  private static final class Told implements TrainingListener {
    private final List<String> calls = new ArrayList<>();

    @Override
    public void onStep(int step, int steps) {
      calls.add("step " + step + " of " + steps);
    }

    @Override
    public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {
      calls.add("epoch " + epoch + ": " + trainingLoss + ", " + validationScore + ", " + best);
    }

    @Override
    public void onTuned(int done, int groups) {
      calls.add("tuned " + done + " of " + groups);
    }

    @Override
    public void onMeasured(int done, int groups) {
      calls.add("measured " + done + " of " + groups);
    }
  }
}
