package io.prescale.connectors.polling;

import io.prescale.connectors.state.StateVersion;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The unassigned split, or no bytes where a reader has it. */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {
  private final PollingSplitSerializer splits = new PollingSplitSerializer();

  @Override
  public int getVersion() {
    return splits.getVersion();
  }

  @Override
  public byte[] serialize(EnumeratorState state) {
    return state.unassigned() == null ? new byte[0] : splits.serialize(state.unassigned());
  }

  /** Throws nothing: the enumerator tells. */
  @Override
  public EnumeratorState deserialize(int version, byte[] bytes) {
    try {
      StateVersion.requireReadable(version, "a polled source");
      return EnumeratorState.of(bytes.length == 0 ? null : splits.deserialize(version, bytes));
    } catch (IOException e) {
      return EnumeratorState.unreadable(e);
    }
  }
}
