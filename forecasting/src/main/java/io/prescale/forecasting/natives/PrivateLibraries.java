package io.prescale.forecasting.natives;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The libraries as one class loader sees them: hard links to the shared ones and a copy of the
 * small one between Java and libtorch.
 *
 * <p>A JVM refuses to load a file of the same name for two class loaders, and asks for the name
 * that symbolic links lead to. The dynamic linker tells files apart by what hard links share; so it
 * keeps one libtorch in memory, which is all that a process can bear. The small library remembers
 * classes of its class loader, and must be loaded anew for each. Names are needed only while the
 * libraries are loaded, and are then removed: nothing is left to be cleaned up later.
 */
final class PrivateLibraries implements Closeable {
  /** How a second name is given to a file; a test can deny it. */
  interface Linking {
    void link(Path link, Path existing) throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(PrivateLibraries.class);

  private final Path engineCache;
  private final boolean linked;

  private PrivateLibraries(Path engineCache, boolean linked) {
    this.engineCache = engineCache;
    this.linked = linked;
  }

  /**
   * Creates names for one class loader. Where the file system has no hard links, the shared
   * libraries serve as they are: for the first class loader of a JVM, but not for another one
   * beside it.
   *
   * @throws IOException if the small library cannot be copied
   */
  static PrivateLibraries of(
      SharedLibraries shared, NativePackage natives, NativesFolder folder, Linking linking)
      throws IOException {
    Path work = folder.newWorkFolder();
    Path own = Files.createDirectories(natives.folderBelow(work));
    for (String library : natives.libraries()) {
      Path file = shared.libraries().resolve(library);
      if (library.equals(natives.jniLibrary())) {
        Files.copy(file, own.resolve(library));
        continue;
      }
      try {
        linking.link(own.resolve(library), file);
      } catch (IOException | UnsupportedOperationException e) {
        NativesFolder.delete(work);
        LOG.warn(
            "{} is on a file system without hard links ({}): this JVM can load libtorch for one job"
                + " only, and a job that is submitted again needs a new JVM; to mend it, {}",
            folder.root(),
            e.toString(),
            TemporaryFolder.NAME_ANOTHER);
        return new PrivateLibraries(shared.engineCache(), false);
      }
    }
    return new PrivateLibraries(work, true);
  }

  /** The engine cache that holds them, in the layout that DJL expects. */
  Path engineCache() {
    return engineCache;
  }

  /** Whether other class loaders of this JVM can have theirs. */
  boolean areLinked() {
    return linked;
  }

  /** Removes the names; what is loaded stays loaded. */
  @Override
  public void close() {
    if (linked) {
      NativesFolder.delete(engineCache);
    }
  }
}
