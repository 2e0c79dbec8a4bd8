package io.prescale.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a job has written to a folder with one folder for each day, as far as it is finished. */
final class FinishedFiles {
  private FinishedFiles() {}

  /** The lines of all files that have their final names; none if there is no folder. */
  static List<String> lines(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path day : list(folder)) {
      for (Path file : list(day)) {
        if (!file.getFileName().toString().startsWith(".")) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }

  /** By names alone: a file that is in progress may be renamed before one can look at it. */
  private static List<Path> list(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
