package io.prescale.forecasting.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unpacked libraries that all processes and class loaders share. They appear by a rename once
 * all of them are there, so that nobody meets half of them; a set that has been damaged since, as
 * by what tidies temporary folders up, is replaced.
 */
final class SharedLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(SharedLibraries.class);

  /** Left free for others, and for the private copy of the small library. */
  private static final long RESERVE = 32L << 20;

  private final NativesFolder folder;
  private final NativePackage natives;
  private final Path engineCache;

  SharedLibraries(NativesFolder folder, NativePackage natives) {
    this.folder = folder;
    this.natives = natives;
    this.engineCache = folder.root().resolve("shared-" + natives.engineVersion());
  }

  /** The engine cache that holds them, in the layout that DJL expects. */
  Path engineCache() {
    return engineCache;
  }

  /** The folder that holds the files themselves. */
  Path libraries() {
    return natives.folderBelow(engineCache);
  }

  /**
   * Unpacks them unless they are there. To be called with the folder locked.
   *
   * @throws NativesUnavailableException if there is no room for them
   * @throws IOException if they cannot be read or written
   */
  void provide() throws IOException {
    if (isComplete()) {
      touch();
      return;
    }
    refuseWithoutRoom(natives.size(), Files.getFileStore(folder.root()).getUsableSpace());
    Path work = folder.newWorkFolder();
    try {
      Path unpacked = Files.createDirectory(work.resolve("unpacked"));
      LOG.info("Unpacking libtorch {} to {}", natives.build(), libraries());
      for (String library : natives.libraries()) {
        try (InputStream in = natives.open(library)) {
          Files.copy(in, unpacked.resolve(library));
        }
      }
      replaceBy(unpacked, work.resolve("damaged"));
    } finally {
      NativesFolder.delete(work);
    }
  }

  /** Package-private for tests: without room there is a message, rather than a full disk. */
  void refuseWithoutRoom(long needed, long usable) {
    if (usable < needed + RESERVE) {
      throw new NativesUnavailableException(
          "unpacking libtorch needs "
              + Mebibytes.of(needed + RESERVE)
              + " below "
              + folder.root()
              + ", but only "
              + Mebibytes.of(usable)
              + " are free there; make room, or "
              + TemporaryFolder.NAME_ANOTHER);
    }
  }

  private boolean isComplete() throws IOException {
    for (String library : natives.libraries()) {
      Path file = libraries().resolve(library);
      if (!Files.isRegularFile(file)) {
        return false;
      }
      if (Files.size(file) != natives.size(library)) {
        LOG.warn("{} is damaged; unpacking again", file);
        return false;
      }
    }
    return true;
  }

  private void replaceBy(Path unpacked, Path damaged) throws IOException {
    Path target = libraries();
    Files.createDirectories(target.getParent());
    if (Files.exists(target)) {
      Files.move(target, damaged);
    }
    Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What tidies temporary folders up goes by age. */
  private void touch() {
    FileTime now = FileTime.from(Instant.now());
    try {
      for (String library : natives.libraries()) {
        Files.setLastModifiedTime(libraries().resolve(library), now);
      }
    } catch (IOException e) {
      LOG.debug("{} keeps its age", libraries(), e);
    }
  }
}
