package io.prescale.connectors.decisionlog;

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
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
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
    if (version != VERSION) {
      throw new IOException(
          "The state of the decision log sink has version "
              + version
              + ", which this release cannot read; it reads version "
              + VERSION
              + ". It was written by a newer release.");
    }
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
