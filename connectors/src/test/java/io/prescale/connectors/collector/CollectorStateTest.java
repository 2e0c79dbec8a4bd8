package io.prescale.connectors.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.fleet.AutoScalingGroup;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectorStateTest {
  /** As the first release wrote it: "web" at 1000. */
  private static final String VERSION_1 =
      "011f8b08000000000002ff63606060640003e6170c203673796a1200e6c5e02015000000";

  private static CollectedGroup group(String name, long frontier) {
    AutoScalingGroup group = new AutoScalingGroup();
    group.name = name;
    return new CollectedGroup(group, Map.of(), frontier, 1);
  }

  @Test
  void givesBackWhatWasWritten() throws Exception {
    byte[] state =
        CollectorState.write(List.of(group("web", 1000), group("über-✓", 2000), group("a", 1000)));

    assertThat(CollectorState.read(state))
        .isEqualTo(Map.of("web", 1000L, "über-✓", 2000L, "a", 1000L));
  }

  @Test
  void refusesOtherVersionsAndBrokenBytes() {
    byte[] state = CollectorState.write(List.of(group("web", 1000)));
    byte[] newer = state.clone();
    newer[0] = 9;

    assertThatThrownBy(() -> CollectorState.read(newer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 9");
    assertThatThrownBy(() -> CollectorState.read(Arrays.copyOf(state, state.length / 2)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> CollectorState.read(new byte[0])).isInstanceOf(IOException.class);
  }

  @Test
  void readsTheStateOfTheFirstRelease() throws Exception {
    assertThat(CollectorState.read(HexFormat.of().parseHex(VERSION_1)))
        .isEqualTo(Map.of("web", 1000L));
  }
}
