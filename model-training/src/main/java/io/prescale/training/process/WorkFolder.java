package io.prescale.training.process;

import io.prescale.training.fit.AtomicFile;
import io.prescale.training.fit.UnusableFileException;
import io.prescale.training.series.TrainingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that keeps what was done, so that the same command goes on where it stopped. A document
 * in it tells what is done; the folder of another document is emptied. One process at a time.
 */
public final class WorkFolder implements AutoCloseable {
  /** How a folder was found. */
  public enum Found {
    /** There was nothing. */
    NEW,
    /** It holds a part of the same work. */
    SAME,
    /** It held other work, which is gone. */
    OTHER
  }

  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel channel;
  private final Found found;

  private WorkFolder(Path folder, FileChannel channel, Found found) {
    this.folder = folder;
    this.channel = channel;
    this.found = found;
  }

  /**
   * Opens the folder, made where there is none.
   *
   * @param name of the document
   * @param document tells what is done
   * @param restart whether to empty the folder in any case
   * @throws TrainingException if it cannot be written, or another process works there
   */
  public static WorkFolder open(Path folder, String name, String document, boolean restart) {
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      requireOurs(folder, name);
      channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      requireAlone(channel, folder);
      Path file = folder.resolve(name);
      Found found = Found.NEW;
      if (Files.exists(file)) {
        boolean same = Files.readString(file, StandardCharsets.UTF_8).equals(document);
        found = same && !restart ? Found.SAME : Found.OTHER;
      }
      if (found != Found.SAME) {
        deleteContent(folder, LOCK);
        AtomicFile.write(file, out -> out.write(document.getBytes(StandardCharsets.UTF_8)));
      }
      return new WorkFolder(folder, channel, found);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new UnusableFileException(
          folder
              + ": the working folder cannot be written ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "); name another place with --output",
          e);
    } catch (RuntimeException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  /** What somebody else put there is not deleted. */
  private static void requireOurs(Path folder, String document) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      List<String> names = content.map(file -> file.getFileName().toString()).toList();
      if (!names.contains(document)
          && names.stream().anyMatch(one -> !one.equals(LOCK) && !one.startsWith(document))) {
        throw new TrainingException(
            folder + " holds something else; move it away, or name another --output");
      }
    }
  }

  private static void requireAlone(FileChannel channel, Path folder) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new TrainingException(
          folder + " is in use by another process; wait for it, or name another --output");
    }
  }

  /** How the folder was found. */
  public Found found() {
    return found;
  }

  /** Path of a file in it. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Deletes it with all that is in it. */
  public void delete() {
    close();
    try {
      deleteContent(folder, "");
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UnusableFileException(folder + " cannot be deleted (" + e.getMessage() + ")", e);
    }
  }

  private static void deleteContent(Path folder, String except) throws IOException {
    List<Path> content;
    try (Stream<Path> below = Files.walk(folder)) {
      content = below.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : content) {
      if (!one.equals(folder) && !one.equals(folder.resolve(except))) {
        Files.deleteIfExists(one);
      }
    }
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // Only the lock is lost, which is what is wanted.
      }
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }
}
