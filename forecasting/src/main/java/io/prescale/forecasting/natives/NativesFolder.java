package io.prescale.forecasting.natives;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for native libraries below the temporary folder, one for each user:
 *
 * <pre>
 *   prescale-natives-USER/
 *     lock                    held while libraries are unpacked or loaded
 *     shared-DJL/pytorch/...  the unpacked libraries, for all processes
 *     work-.../               of the process that holds the lock
 * </pre>
 *
 * <p>What another user could write here would run in this process; so nobody else may.
 */
final class NativesFolder {
  private static final Logger LOG = LoggerFactory.getLogger(NativesFolder.class);
  private static final String WORK = "work-";

  private final Path root;

  private NativesFolder(Path root) {
    this.root = root;
  }

  /**
   * The folder below a temporary folder, created where it is missing.
   *
   * @throws NativesUnavailableException if it cannot be written, or is another user's
   */
  static NativesFolder below(Path temporaryFolder) {
    Path root = temporaryFolder.toAbsolutePath().resolve("prescale-natives-" + user());
    try {
      if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(temporaryFolder);
        createOrMeet(root);
      }
      refuseForeign(root);
      return new NativesFolder(root.toRealPath());
    } catch (IOException | UnsupportedOperationException e) {
      throw unwritable(temporaryFolder, e);
    }
  }

  /** Where it is. */
  Path root() {
    return root;
  }

  /**
   * Keeps other processes out until closed, and clears away what killed ones left. Only one thread
   * of a JVM may ask for it at a time. On a file system that knows no locks it is not held.
   *
   * @throws IOException if the lock file cannot be written
   */
  Closeable lock() throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        LOG.info("Waiting for another process to load libtorch from {}", root);
        channel.lock();
      }
    } catch (ClosedChannelException e) {
      channel.close();
      throw e;
    } catch (IOException e) {
      LOG.warn("{} cannot be locked ({}); going on without", root, e.getMessage());
      return channel;
    }
    deleteLeftovers();
    return channel;
  }

  /** A new folder, whose name has never been used. */
  Path newWorkFolder() throws IOException {
    return Files.createDirectory(root.resolve(WORK + UUID.randomUUID()));
  }

  /** Deletes a folder with all below it, as far as that works; the rest goes another time. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst =
          files.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.debug("{} is left for now", folder, e);
    }
  }

  static NativesUnavailableException unwritable(Path temporaryFolder, Exception cause) {
    return new NativesUnavailableException(
        "the native libraries are unpacked into the temporary folder "
            + temporaryFolder
            + ", which cannot be written ("
            + cause
            + "); "
            + TemporaryFolder.NAME_ANOTHER,
        cause);
  }

  private void deleteLeftovers() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      files
          .filter(file -> file.getFileName().toString().startsWith(WORK))
          .collect(Collectors.toList())
          .forEach(NativesFolder::delete);
    }
  }

  private static void createOrMeet(Path root) throws IOException {
    try {
      Files.createDirectory(root, ownerOnly());
    } catch (FileAlreadyExistsException e) {
      // Another process was faster; unless it is no folder.
      if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void refuseForeign(Path root) throws IOException {
    Path own = Files.createTempFile(root, "probe-", "");
    try {
      boolean others =
          isPosix()
              && (writableByOthers(Files.getPosixFilePermissions(root))
                  || !Files.getOwner(root).equals(Files.getOwner(own)));
      if (others) {
        throw new NativesUnavailableException(
            root
                + " belongs to another user or can be written by others, who could slip in"
                + " libraries of theirs; delete it, or "
                + TemporaryFolder.NAME_ANOTHER);
      }
    } finally {
      Files.deleteIfExists(own);
    }
  }

  private static boolean writableByOthers(Set<PosixFilePermission> permissions) {
    return permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static String user() {
    return System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
