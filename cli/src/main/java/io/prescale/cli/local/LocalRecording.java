package io.prescale.cli.local;

import io.prescale.cli.LocalFiles;
import io.prescale.decisionlog.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a local run records: the decision log in an H2 file, and the training history beside it.
 * Other processes can read the log while the run goes on, by the same URL.
 */
public final class LocalRecording implements AutoCloseable {
  private static final String DATABASE = "decision-log";
  private static final String HISTORY = "history";

  private final Path folder;
  private final boolean temporary;

  private LocalRecording(Path folder, boolean temporary) {
    this.folder = folder;
    this.temporary = temporary;
  }

  /**
   * Begins anew: the recording of an earlier run in the folder is deleted, since its times, which
   * ran ahead, would mix with those of this one.
   *
   * @param output folder that is kept; {@code null} for one that is deleted in the end
   */
  static LocalRecording begin(Path output) throws IOException {
    // Of the server that other processes reach the file by: not for other machines.
    System.setProperty("h2.bindAddress", "localhost");
    if (output == null) {
      return new LocalRecording(Files.createTempDirectory("prescale-local"), true);
    }
    LocalRecording recording =
        new LocalRecording(Files.createDirectories(output).toAbsolutePath().normalize(), false);
    recording.deleteDatabase();
    recording.deleteHistory();
    return recording;
  }

  /** The decision log. */
  public DatabaseAddress database() {
    return DatabaseAddress.of("jdbc:h2:file:" + folder.resolve(DATABASE) + ";AUTO_SERVER=TRUE");
  }

  /** The folder of the training history, as Flink names it. */
  String history() {
    return LocalFiles.flinkPath(folder.resolve(HISTORY));
  }

  private void deleteDatabase() throws IOException {
    for (String ending : List.of(".mv.db", ".trace.db", ".lock.db")) {
      Files.deleteIfExists(folder.resolve(DATABASE + ending));
    }
  }

  /** Only what the recorder writes: the folder may hold files of the user. */
  private void deleteHistory() throws IOException {
    Path history = folder.resolve(HISTORY);
    if (!Files.isDirectory(history)) {
      return;
    }
    try (Stream<Path> files = Files.walk(history, 2)) {
      for (Path file : files.collect(Collectors.toList())) {
        boolean ofDay = file.getParent().getFileName().toString().startsWith("day=");
        String name = file.getFileName().toString();
        if (ofDay && (name.startsWith("history-") || name.startsWith(".history-"))) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
