package io.prescale.connectors.decisionlog;

import io.prescale.connectors.state.StateVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The entries that were not written when a checkpoint was taken.
 *
 * <p>Version 1: their number (int); for each its length (int) and its bytes.
 */
final class WaitingEntriesSerializer
    implements SimpleVersionedSerializer<BufferedRequestState<byte[]>> {
  @Override
  public int getVersion() {
    return StateVersion.CURRENT;
  }

  @Override
  public byte[] serialize(BufferedRequestState<byte[]> state) throws IOException {
    List<RequestEntryWrapper<byte[]>> entries = state.getBufferedRequestEntries();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(entries.size());
      for (RequestEntryWrapper<byte[]> entry : entries) {
        out.writeInt(entry.getRequestEntry().length);
        out.write(entry.getRequestEntry());
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public BufferedRequestState<byte[]> deserialize(int version, byte[] bytes) throws IOException {
    StateVersion.requireReadable(version, "the decision log sink");
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      List<RequestEntryWrapper<byte[]>> entries = new ArrayList<>();
      int count = in.readInt();
      for (int index = 0; index < count; index++) {
        byte[] entry = new byte[in.readInt()];
        in.readFully(entry);
        entries.add(DecisionLogSinkWriter.wrap(entry));
      }
      if (in.available() > 0) {
        throw new IOException(
            "The state of the decision log sink is damaged: "
                + in.available()
                + " bytes follow its last entry");
      }
      return new BufferedRequestState<>(entries);
    }
  }
}
