package io.prescale.forecasting.bundle;

import io.prescale.forecasting.features.Checksum;
import io.prescale.forecasting.network.NetworkSpecification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The parts of a bundle that belong to single groups, of which a job needs those of its own groups
 * only: an index is held in memory, the parts stay where they are until they are asked for. Each is
 * checked against its checksum when it is read.
 *
 * <p>The index: {@code int} magic, {@code int} number of groups; for each, sorted by name, its name
 * (modified UTF-8), {@code int} length and {@code int} CRC-32 of its part. The parts lie behind
 * each other in the same order. Big-endian.
 */
public final class GroupParts {
  /** Where the parts lie. */
  interface Storage {
    byte[] read(long offset, int length) throws IOException;
  }

  static final String INDEX_FILE = "groups-index.bin";
  static final String PARTS_FILE = "groups.bin";

  private static final int MAGIC = 0x50534731;
  private static final int MOST_GROUPS = 1_000_000;

  private final TreeMap<String, Entry> entries;
  private final Storage storage;
  private final NetworkSpecification network;
  private final int members;

  private GroupParts(
      TreeMap<String, Entry> entries, Storage storage, NetworkSpecification network, int members) {
    this.entries = entries;
    this.storage = storage;
    this.network = network;
    this.members = members;
  }

  /** Where a part lies, and what it must be. */
  private static final class Entry {
    private final long offset;
    private final int length;
    private final int checksum;

    private Entry(long offset, int length, int checksum) {
      this.offset = offset;
      this.length = length;
      this.checksum = checksum;
    }
  }

  /** No group is known. */
  public static GroupParts none() {
    return new GroupParts(new TreeMap<>(), (offset, length) -> new byte[0], null, 0);
  }

  /** Parts in memory. */
  public static GroupParts of(
      Map<String, GroupPart> parts, NetworkSpecification network, int members) {
    TreeMap<String, Entry> entries = new TreeMap<>();
    // One array each: together, those of very many groups are longer than an array can be.
    Map<Long, byte[]> contents = new HashMap<>();
    long offset = 0;
    for (Map.Entry<String, GroupPart> part : new TreeMap<>(parts).entrySet()) {
      byte[] content = GroupPartFormat.encode(part.getValue());
      entries.put(part.getKey(), new Entry(offset, content.length, checksum(content)));
      contents.put(offset, content);
      offset += content.length;
    }
    return new GroupParts(entries, (at, length) -> contents.get(at), network, members);
  }

  /**
   * Parts that are read from a storage when they are asked for.
   *
   * @throws IOException if the bytes are not an index
   */
  static GroupParts read(byte[] index, Storage storage, NetworkSpecification network, int members)
      throws IOException {
    TreeMap<String, Entry> entries = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(index))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("it is not an index of groups");
      }
      int count = in.readInt();
      if (count < 0 || count > MOST_GROUPS) {
        throw new IOException("it claims " + count + " groups");
      }
      long offset = 0;
      for (int group = 0; group < count; group++) {
        String name = in.readUTF();
        int length = in.readInt();
        if (length < 0) {
          throw new IOException("the part of group " + name + " claims " + length + " bytes");
        }
        entries.put(name, new Entry(offset, length, in.readInt()));
        offset += length;
      }
      if (entries.size() != count || in.available() > 0) {
        throw new IOException(
            "it claims "
                + count
                + " groups, but names "
                + entries.size()
                + " and "
                + in.available()
                + " bytes follow");
      }
    }
    return new GroupParts(entries, storage, network, members);
  }

  /**
   * Makes sure, by looking at its end, that the storage holds all parts and nothing behind them.
   *
   * @throws IOException if it does not, or cannot be read
   */
  void requireWhole() throws IOException {
    long total = entries.values().stream().mapToLong(entry -> entry.length).sum();
    byte[] end = storage.read(total - 1, 2);
    if (end.length != 1) {
      throw new IOException(
          "it is "
              + (end.length == 0 ? "shorter" : "longer")
              + " than the "
              + total
              + " bytes that "
              + INDEX_FILE
              + " tells of; copy the bundle again");
    }
  }

  /** Names of the groups that have a part, sorted. */
  public Set<String> groups() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /**
   * The part of a group, read now.
   *
   * @throws IOException if it cannot be read, or is damaged
   */
  public Optional<GroupPart> find(String group) throws IOException {
    Entry entry = entries.get(group);
    if (entry == null) {
      return Optional.empty();
    }
    byte[] content = storage.read(entry.offset, entry.length);
    if (content.length != entry.length || checksum(content) != entry.checksum) {
      throw new IOException(
          PARTS_FILE + ": the part of group " + group + " is damaged; copy the bundle again");
    }
    try {
      return Optional.of(GroupPartFormat.decode(content, network, members));
    } catch (IOException e) {
      String reason = e.getMessage() == null ? "it ends too early" : e.getMessage();
      throw new IOException(
          PARTS_FILE + ": the part of group " + group + " cannot be read: " + reason, e);
    }
  }

  byte[] index() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(entries.size());
      for (Map.Entry<String, Entry> entry : entries.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeInt(entry.getValue().length);
        out.writeInt(entry.getValue().checksum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /** Copies all parts, in the order of the index. */
  void copyTo(OutputStream out) throws IOException {
    for (Entry entry : entries.values()) {
      out.write(storage.read(entry.offset, entry.length));
    }
  }

  /** Of the index, and thereby of all parts. */
  String digest() {
    return Checksum.of(index());
  }

  private static int checksum(byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    return (int) checksum.getValue();
  }
}
