package io.prescale.forecasting.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;

/** The files that a process has mapped into its memory, which is where it says what it runs on. */
final class ProcessMappings {
  private static final Path OF_THIS_PROCESS = Paths.get("/proc/self/maps");

  /** What Linux appends to the name of a mapped file whose name is gone. */
  private static final String DELETED = " (deleted)";

  private ProcessMappings() {}

  /** Paths of the files mapped into this process; empty where the system does not tell. */
  static List<String> ofThisProcess() {
    try {
      return Files.exists(OF_THIS_PROCESS)
          ? pathsIn(Files.readAllLines(OF_THIS_PROCESS))
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Paths in the lines of a {@code maps} file, without repetitions.
   *
   * @param lines see {@code man 5 proc_pid_maps}
   */
  static List<String> pathsIn(List<String> lines) {
    return lines.stream()
        .filter(line -> line.indexOf('/') >= 0)
        .map(line -> line.substring(line.indexOf('/')))
        .map(ProcessMappings::withoutRemark)
        .distinct()
        .collect(Collectors.toList());
  }

  private static String withoutRemark(String path) {
    return path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
  }
}
