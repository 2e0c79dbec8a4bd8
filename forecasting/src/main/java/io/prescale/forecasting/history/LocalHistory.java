package io.prescale.forecasting.history;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** Finds history files in local folders and all folders below them. */
public final class LocalHistory {
  private LocalHistory() {}

  /**
   * A file itself, or the history files (see {@link HistorySource#isHistory}) below a folder,
   * sorted by path. Symbolic links are followed.
   *
   * @throws HistoryException if there is no such path, it cannot be read, or it holds no such file
   */
  public static List<HistorySource> list(Path path) {
    Path root = path.toAbsolutePath().normalize();
    if (Files.isDirectory(root)) {
      return below(root);
    }
    if (!Files.exists(root)) {
      throw HistoryException.of(path.toString(), "there is no such file or folder", null);
    }
    return List.of(HistorySource.of(root));
  }

  private static List<HistorySource> below(Path root) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String relative = root.relativize(file).toString().replace('\\', '/');
              if (attributes.isRegularFile() && HistorySource.isHistory(relative)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw HistoryException.of(root.toString(), HistorySource.reason(e), e);
    }
    if (found.isEmpty()) {
      throw HistoryException.of(
          root.toString(),
          "the folder holds no " + HistorySource.ENDING + " file, nor do those below it",
          null);
    }
    return found.stream().sorted().map(HistorySource::of).collect(Collectors.toList());
  }
}
