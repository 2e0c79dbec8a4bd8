package io.prescale.connectors.polling;

import io.prescale.connectors.state.StateVersion;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: one byte that tells whether there is a state, then the state. */
final class PollingSplitSerializer implements SimpleVersionedSerializer<PollingSplit> {
  @Override
  public int getVersion() {
    return StateVersion.CURRENT;
  }

  @Override
  public byte[] serialize(PollingSplit split) {
    byte[] state = split.state();
    if (state == null) {
      return new byte[] {0};
    }
    byte[] bytes = new byte[state.length + 1];
    bytes[0] = 1;
    System.arraycopy(state, 0, bytes, 1, state.length);
    return bytes;
  }

  @Override
  public PollingSplit deserialize(int version, byte[] bytes) throws IOException {
    StateVersion.requireReadable(version, "a polled source");
    if (bytes.length == 0 || (bytes[0] == 0 && bytes.length > 1) || bytes[0] < 0 || bytes[0] > 1) {
      throw new IOException("The state of a polled source is damaged.");
    }
    return new PollingSplit(bytes[0] == 0 ? null : Arrays.copyOfRange(bytes, 1, bytes.length));
  }
}
