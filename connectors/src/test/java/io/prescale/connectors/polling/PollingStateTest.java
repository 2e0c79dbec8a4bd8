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
    EnumeratorState assigned =
        enumerators.deserialize(1, enumerators.serialize(EnumeratorState.of(null)));
    assertThat(assigned.unassigned()).isNull();
    assertThat(assigned.unreadable()).isNull();
    byte[] bytes = enumerators.serialize(EnumeratorState.of(new PollingSplit(null)));
    assertThat(enumerators.deserialize(1, bytes).unassigned()).isNotNull();
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
    for (byte[] damaged : new byte[][] {{}, {0, 1}, {2}, {-1}}) {
      assertThatThrownBy(() -> splits.deserialize(1, damaged)).hasMessageContaining("damaged");
    }
  }

  @Test
  void enumeratorThatCannotBeReadFailsWhenItStartsAndGivesNothing() {
    EnumeratorState newer = enumerators.deserialize(9, new byte[0]);
    EnumeratorState damaged = enumerators.deserialize(1, new byte[] {2});
    assertThat(newer.unreadable()).hasMessageContaining("newer release");
    assertThat(damaged.unreadable()).hasMessageContaining("damaged");

    // With no context: it must tell no reader anything.
    PollingSplitEnumerator enumerator = new PollingSplitEnumerator(null, newer);
    assertThatThrownBy(enumerator::start).hasMessageContaining("newer release");
    enumerator.addReader(0);
    assertThatThrownBy(() -> enumerator.snapshotState(1)).isSameAs(newer.unreadable());
  }
}
