package io.prescale.forecasting.natives;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides libtorch to the class loader that asks, in a JVM that may have loaded it for others: a
 * Flink cluster gives each submission of a job a class loader of its own. All that has to do with
 * it is in this package; see docs/adr/0019.
 *
 * <pre>
 *   checks -> unpacked once, shared by all -> hard links for this class loader -> DJL loads them
 * </pre>
 *
 * <p>Files are written below the temporary folder of the JVM and nowhere else.
 */
public final class NativeLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);

  /** One for the whole JVM: an interned string is shared by all class loaders, a static is not. */
  private static final String LOCK = "io.prescale.forecasting.natives.NativeLibraries".intern();

  /** Where DJL looks for unpacked libraries. */
  private static final String ENGINE_CACHE = "ENGINE_CACHE_DIR";

  /** A setting that libtorch takes once in its life, and then fails on. */
  private static final String ONCE = "ai.djl.pytorch.num_interop_threads";

  private final ClassLoader classLoader;
  private final Path temporaryFolder;
  private final PrivateLibraries.Linking linking;
  private final AtomicReference<ClassLoaderRelease> release = new AtomicReference<>();

  NativeLibraries(ClassLoader classLoader, Path temporaryFolder, PrivateLibraries.Linking linking) {
    this.classLoader = classLoader;
    this.temporaryFolder = temporaryFolder;
    this.linking = linking;
  }

  /** The libraries that come with this class. */
  public static NativeLibraries ofThisClassLoader() {
    return new NativeLibraries(
        NativeLibraries.class.getClassLoader(), TemporaryFolder.ofThisProcess(), Files::createLink);
  }

  /**
   * Provides the libraries and loads the engine.
   *
   * @param engine loads it; called once, while no other class loader or process loads
   * @throws NativesUnavailableException if that is not possible here
   */
  public <T> T load(Supplier<T> engine) {
    synchronized (LOCK) {
      Stream.of(GlibcCheck.ofThisProcess().problem(), MemoryCheck.ofThisProcess().problem())
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(
              problem -> {
                throw new NativesUnavailableException(problem);
              });
      if (areSetByOperator()) {
        return call(engine, true);
      }
      try {
        NativePackage natives = NativePackage.seenBy(classLoader);
        NativesFolder folder = NativesFolder.below(temporaryFolder);
        try (Closeable locked = folder.lock()) {
          return load(engine, natives, folder);
        }
      } catch (IOException e) {
        throw NativesFolder.unwritable(temporaryFolder, e);
      }
    }
  }

  /**
   * Lets go of the class loader, so that the JVM can forget it with all its classes. Nothing that
   * needs the libraries may be called any more.
   */
  public void release() {
    ClassLoaderRelease once = release.getAndSet(null);
    if (once != null) {
      once.run();
    }
  }

  private <T> T load(Supplier<T> engine, NativePackage natives, NativesFolder folder)
      throws IOException {
    SharedLibraries shared = new SharedLibraries(folder, natives);
    shared.provide();
    new LoadedLibtorch(folder.root(), ProcessMappings.ofThisProcess())
        .refuseAnother(shared.libraries(), natives.build());
    boolean first = LoadedLibtorch.isNone();
    try (PrivateLibraries own = PrivateLibraries.of(shared, natives, folder, linking);
        SystemProperty cache = new SystemProperty(ENGINE_CACHE, own.engineCache().toString());
        SystemProperty threads =
            new SystemProperty(ONCE, first ? System.getProperty(ONCE) : null)) {
      LoadedLibtorch.note(shared.libraries(), natives.build());
      T loaded = call(engine, own.areLinked());
      Path jniLibrary = natives.folderBelow(own.engineCache()).resolve(natives.jniLibrary());
      release.set(new ClassLoaderRelease(jniLibrary));
      return loaded;
    }
  }

  private <T> T call(Supplier<T> engine, boolean linked) {
    try {
      return engine.get();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw new NativesUnavailableException(
          new LoadFailure(e, temporaryFolder, linked).message(), e);
    }
  }

  /** Then DJL goes by what the operator says, which no property of ours could change. */
  private static boolean areSetByOperator() {
    Optional<String> variable =
        Stream.of(ENGINE_CACHE, "PYTORCH_LIBRARY_PATH")
            .filter(name -> System.getenv(name) != null)
            .findFirst();
    variable.ifPresent(
        name ->
            LOG.warn(
                "The environment variable {} says where libtorch is: it can be loaded for one job"
                    + " only, and a job that is submitted again needs a new JVM; to mend it, unset"
                    + " the variable",
                name));
    return variable.isPresent();
  }
}
