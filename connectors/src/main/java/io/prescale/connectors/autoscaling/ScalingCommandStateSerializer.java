package io.prescale.connectors.autoscaling;

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
 * The commands that were not done when a checkpoint was taken.
 *
 * <p>Version 1: their number (int); for each id, group, action and mode (modified UTF-8 as of
 * {@link java.io.DataOutput#writeUTF}), current and desired capacity (int), and valid-until (long).
 * Since version 2 the parallelism (int) comes first.
 */
final class ScalingCommandStateSerializer
    implements SimpleVersionedSerializer<BufferedRequestState<ScalingCommand>> {
  @Override
  public int getVersion() {
    return StateVersion.CURRENT;
  }

  @Override
  public byte[] serialize(BufferedRequestState<ScalingCommand> state) throws IOException {
    List<RequestEntryWrapper<ScalingCommand>> entries = state.getBufferedRequestEntries();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(((PendingCommands) state).parallelism());
      out.writeInt(entries.size());
      for (RequestEntryWrapper<ScalingCommand> entry : entries) {
        entry.getRequestEntry().write(out);
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public BufferedRequestState<ScalingCommand> deserialize(int version, byte[] bytes)
      throws IOException {
    StateVersion.requireReadable(version, "the Auto Scaling sink");
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int parallelism = version == 1 ? PendingCommands.SCATTERED : in.readInt();
      List<RequestEntryWrapper<ScalingCommand>> entries = new ArrayList<>();
      int count = in.readInt();
      for (int index = 0; index < count; index++) {
        entries.add(AutoScalingSinkWriter.wrap(new ScalingCommand(in)));
      }
      if (in.available() > 0) {
        throw new IOException(
            "The state of the Auto Scaling sink is damaged: "
                + in.available()
                + " bytes follow its last command");
      }
      return new PendingCommands(entries, parallelism);
    }
  }
}
