package io.prescale.forecasting.history;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The group that a file's path stands for: a folder named {@code auto_scaling_group=NAME}, percent
 * signs decoded, else the file's name without its ending. Immutable.
 */
final class SourceGroup {
  private static final String PARTITION = HistoryHeader.GROUP + "=";

  /** What Hive and Spark write where the value of a partition column is absent. */
  private static final String ABSENT_PARTITION = "__HIVE_DEFAULT_PARTITION__";

  private final String name;
  private final boolean ofPartition;

  /** Folders, outermost first, without those that are partitions. */
  private final List<String> folders;

  private SourceGroup(String name, boolean ofPartition, List<String> folders) {
    this.name = name;
    this.ofPartition = ofPartition;
    this.folders = folders;
  }

  /** Of a path or an address. */
  static SourceGroup of(String path) {
    String[] parts = path.replace('\\', '/').split("/");
    List<String> folders = new ArrayList<>();
    String partition = "";
    for (int index = 0; index < parts.length - 1; index++) {
      String part = parts[index];
      if (part.toLowerCase(Locale.ROOT).startsWith(PARTITION)) {
        String value = decoded(part.substring(PARTITION.length()));
        partition = value.equals(ABSENT_PARTITION) ? "" : value;
      } else if (part.indexOf('=') <= 0 && !part.isEmpty()) {
        folders.add(part);
      }
    }
    return partition.isEmpty()
        ? new SourceGroup(withoutEnding(parts), false, folders)
        : new SourceGroup(partition, true, folders);
  }

  private static String withoutEnding(String[] parts) {
    String file = parts.length == 0 ? "" : parts[parts.length - 1];
    if (HistorySource.isPacked(file)) {
      file = file.substring(0, file.length() - HistorySource.PACKED.length());
    }
    int ending = file.lastIndexOf('.');
    return ending > 0 ? file.substring(0, ending) : file;
  }

  /** Percent-encoded bytes decoded; a percent sign that starts no such code stays. */
  private static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int index = 0; index < encoded.length; index++) {
      int high = index + 2 < encoded.length ? Character.digit(encoded[index + 1], 16) : -1;
      int low = index + 2 < encoded.length ? Character.digit(encoded[index + 2], 16) : -1;
      if (encoded[index] == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        index += 2;
      } else {
        bytes.write(encoded[index]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  String name() {
    return name;
  }

  /** Whether a folder names the group, so that files of other folders may be of it as well. */
  boolean ofPartition() {
    return ofPartition;
  }

  /** Whether a file of the same name stands for another series. */
  boolean clashesWith(SourceGroup other) {
    return !ofPartition
        && !other.ofPartition
        && name.equals(other.name)
        && !folders.equals(other.folders);
  }

  /** The name with that many of the folders around the file in front. */
  String qualified(int depth) {
    List<String> parts =
        new ArrayList<>(folders.subList(Math.max(0, folders.size() - depth), folders.size()));
    parts.add(name);
    return String.join("/", parts);
  }

  int depth() {
    return folders.size();
  }
}
