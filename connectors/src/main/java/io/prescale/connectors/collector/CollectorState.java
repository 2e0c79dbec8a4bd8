package io.prescale.connectors.collector;

import io.prescale.connectors.state.StateVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How far each group is collected, across restarts. Groups are kept by their frontier, since nearly
 * all have the same; compressed, 50,000 groups take a few hundred kilobytes.
 *
 * <p>Version 1: the version as one byte; then, compressed by gzip, the number of frontiers, and for
 * each its epoch milliseconds, the number of its groups, and their names.
 */
final class CollectorState {
  private CollectorState() {}

  static byte[] write(Collection<CollectedGroup> groups) {
    Map<Long, List<String>> byFrontier = new TreeMap<>();
    for (CollectedGroup group : groups) {
      byFrontier.computeIfAbsent(group.frontier(), added -> new ArrayList<>()).add(group.name);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(StateVersion.CURRENT);
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeInt(byFrontier.size());
      for (Map.Entry<Long, List<String>> entry : byFrontier.entrySet()) {
        out.writeLong(entry.getKey());
        out.writeInt(entry.getValue().size());
        for (String name : entry.getValue()) {
          out.writeUTF(name);
        }
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory failed", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Frontiers by group.
   *
   * @throws IOException if the bytes are not what {@link #write} wrote
   */
  static Map<String, Long> read(byte[] state) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(state);
    StateVersion.requireReadable(bytes.read(), "the collector");
    Map<String, Long> frontiers = new HashMap<>();
    try (DataInputStream in = new DataInputStream(new GZIPInputStream(bytes))) {
      int count = in.readInt();
      for (int index = 0; index < count; index++) {
        long frontier = in.readLong();
        int groups = in.readInt();
        for (int group = 0; group < groups; group++) {
          frontiers.put(in.readUTF(), frontier);
        }
      }
      if (in.read() >= 0) {
        throw new IOException("The state of the collector is longer than it says");
      }
    }
    return frontiers;
  }
}
