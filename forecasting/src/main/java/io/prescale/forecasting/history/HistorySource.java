package io.prescale.forecasting.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A history file that can be opened, wherever it lies. */
public interface HistorySource {
  /** Ending of history files in a folder. */
  String ENDING = ".csv";

  /** What stands behind the ending of a file that is packed with gzip. */
  String PACKED = ".gz";

  /** What error messages call it: a path or an address. */
  String name();

  /**
   * Opens it for reading from the start.
   *
   * @throws IOException if it cannot be read
   */
  InputStream open() throws IOException;

  /** A local file. */
  static HistorySource of(Path file) {
    return new HistorySource() {
      @Override
      public String name() {
        return file.toString();
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }
    };
  }

  /**
   * The local files that paths stand for: a file itself, or the {@value #ENDING} files directly in
   * a folder, sorted by name. A file that is named twice is read once.
   *
   * @throws HistoryException if a path does not exist, or a folder holds no such file
   */
  static List<HistorySource> ofPaths(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(filesIn(path));
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw HistoryException.file(path.toString(), "there is no such file or folder", null);
      }
    }
    return files.stream()
        .map(path -> path.toAbsolutePath().normalize())
        .distinct()
        .map(HistorySource::of)
        .collect(Collectors.toList());
  }

  /** Whether a file is packed with gzip, by its name. */
  static boolean isPacked(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(PACKED);
  }

  /**
   * Whether a file found in a folder is history, by its path below that folder: it ends with
   * {@value #ENDING} or {@value #ENDING}{@value #PACKED}, is not still being written, and neither
   * it nor a folder on the way is hidden or a work file, which begin with a dot or an underscore.
   *
   * @param path with slashes between its parts
   */
  static boolean isHistory(String path) {
    for (String part : path.split("/")) {
      if (part.startsWith(".") || part.startsWith("_") || part.contains(".inprogress")) {
        return false;
      }
    }
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(ENDING) || lower.endsWith(ENDING + PACKED);
  }

  private static List<Path> filesIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING))
              .sorted()
              .collect(Collectors.toList());
      if (files.isEmpty()) {
        throw HistoryException.file(
            folder.toString(), "the folder holds no " + ENDING + " file", null);
      }
      return files;
    } catch (IOException e) {
      throw HistoryException.file(folder.toString(), reason(e), e);
    }
  }

  /** Why a file could not be read, in words. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return "cannot be read (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")";
  }
}
