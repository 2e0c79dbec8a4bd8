package io.prescale.connectors.polling;

import io.prescale.connectors.state.StateVersion;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The unassigned split, or no bytes where a reader has it. */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<PollingSplit> {
  private final PollingSplitSerializer splits = new PollingSplitSerializer();

  @Override
  public int getVersion() {
    return splits.getVersion();
  }

  @Override
  public byte[] serialize(PollingSplit unassigned) {
    return unassigned == null ? new byte[0] : splits.serialize(unassigned);
  }

  @Override
  public PollingSplit deserialize(int version, byte[] bytes) throws IOException {
    StateVersion.requireReadable(version, "a polled source");
    return bytes.length == 0 ? null : splits.deserialize(version, bytes);
  }
}
