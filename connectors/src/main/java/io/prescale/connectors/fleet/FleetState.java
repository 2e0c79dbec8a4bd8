package io.prescale.connectors.fleet;

import io.prescale.domain.fleet.AutoScalingGroup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What is kept of a fleet across restarts: names and target groups, which is what it takes to tell
 * later that a group, or one of its bindings, is gone. Compressed: 50,000 groups take a few hundred
 * kilobytes.
 *
 * <p>Version 1: the version as one byte; then, compressed by gzip, the number of groups, and for
 * each its name, the number of its target groups, and those.
 */
final class FleetState {
  private static final int VERSION = 1;

  private FleetState() {}

  static byte[] write(Collection<AutoScalingGroup> groups) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(VERSION);
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeInt(groups.size());
      for (AutoScalingGroup group : groups) {
        out.writeUTF(group.name);
        out.writeInt(group.targetGroups.length);
        for (String targetGroup : group.targetGroups) {
          out.writeUTF(targetGroup);
        }
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory failed", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException if the bytes are not what {@link #write} wrote
   */
  static List<AutoScalingGroup> read(byte[] state) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(state);
    int version = bytes.read();
    if (version != VERSION) {
      throw new IOException(
          "The state of the fleet source has version "
              + version
              + ", which this release cannot read; it reads version "
              + VERSION);
    }
    List<AutoScalingGroup> groups = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new GZIPInputStream(bytes))) {
      int count = in.readInt();
      for (int index = 0; index < count; index++) {
        AutoScalingGroup group = new AutoScalingGroup();
        group.name = in.readUTF();
        group.targetGroups = new String[in.readInt()];
        for (int target = 0; target < group.targetGroups.length; target++) {
          group.targetGroups[target] = in.readUTF();
        }
        groups.add(group);
      }
      if (in.read() >= 0) {
        throw new IOException("The state of the fleet source is longer than it says");
      }
    }
    return groups;
  }
}
