package io.prescale.connectors.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PollingStateTest {
  private final PollingSplitSerializer splits = new PollingSplitSerializer();
  private final EnumeratorStateSerializer enumerators = new EnumeratorStateSerializer();

  @Test
  void keepsStateAndItsAbsence() throws IOException {
    byte[] state = {4, 5};
    assertThat(splits.deserialize(1, splits.serialize(new PollingSplit(state))).state())
        .isEqualTo(state);
    assertThat(splits.deserialize(1, splits.serialize(new PollingSplit(new byte[0]))).state())
        .isEmpty();
    assertThat(splits.deserialize(1, splits.serialize(new PollingSplit(null))).state()).isNull();
  }

  @Test
  void keepsWhetherTheSplitIsAssigned() throws IOException {
    assertThat(enumerators.deserialize(1, enumerators.serialize(null))).isNull();
    assertThat(enumerators.deserialize(1, enumerators.serialize(new PollingSplit(null))))
        .isNotNull();
  }

  @Test
  void readsVersionOneForEver() throws IOException {
    assertThat(splits.deserialize(1, new byte[] {1, 7, 8}).state()).containsExactly(7, 8);
    assertThat(splits.deserialize(1, new byte[] {0}).state()).isNull();
  }

  @Test
  void refusesTheFutureAndTheDamaged() {
    assertThatThrownBy(() -> splits.deserialize(9, new byte[] {0}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 9")
        .hasMessageContaining("newer release");
    assertThatThrownBy(() -> enumerators.deserialize(9, new byte[0]))
        .hasMessageContaining("newer release");
    for (byte[] damaged : new byte[][] {{}, {0, 1}, {2}, {-1}}) {
      assertThatThrownBy(() -> splits.deserialize(1, damaged)).hasMessageContaining("damaged");
    }
  }
}
