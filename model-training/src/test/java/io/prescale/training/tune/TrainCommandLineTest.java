package io.prescale.training.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.training.TrainingPreset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainCommandLineTest {
  @Test
  void quotesWhatAShellWouldTakeApart() {
    TrainCommandLine command =
        new TrainCommandLine(
            List.of("--history", "my history/it's.csv", "s3://bucket/a"), List.of(), 3, "out$1");
    Trial preset = SearchSpace.of(TrainingPreset.CLASSIC, Map.of()).preset();

    assertThat(command.text(preset))
        .startsWith(
            "./prescale train --history 'my history/it'\\''s.csv' s3://bucket/a --output 'out$1'"
                + " --preset CLASSIC --hidden 64")
        .endsWith("--seed 3");
  }
}
