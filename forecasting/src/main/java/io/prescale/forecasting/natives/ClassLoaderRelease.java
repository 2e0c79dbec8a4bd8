package io.prescale.forecasting.natives;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the JVM forget a class loader that has loaded libtorch.
 *
 * <p>What it takes is done in another class loader, used this once, so that nothing of JNA refers
 * to this one.
 */
final class ClassLoaderRelease {
  private static final Logger LOG = LoggerFactory.getLogger(ClassLoaderRelease.class);

  private final Path jniLibrary;

  /**
   * @param jniLibrary the path that the library between Java and libtorch was loaded by
   */
  ClassLoaderRelease(Path jniLibrary) {
    this.jniLibrary = jniLibrary;
  }

  /** Releases it, or says that it stays. */
  void run() {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      return;
    }
    URL[] classPath =
        Stream.of(ClassReferences.class, NativeLibrary.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .distinct()
            .toArray(URL[]::new);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Told where libraries are, JNA does not start a process that lists them.
    try (SystemProperty folders = new SystemProperty("jna.platform.library.path", "/usr/lib");
        URLClassLoader apart =
            new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(apart);
      @SuppressWarnings("unchecked")
      Consumer<String> references =
          (Consumer<String>)
              apart.loadClass(ClassReferences.class.getName()).getConstructor().newInstance();
      references.accept(jniLibrary.toString());
    } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
      LOG.warn(
          "This job stays in memory after its end ({}): give Flink's task managers more metaspace"
              + " (taskmanager.memory.jvm-metaspace.size) or start them again from time to time",
          e.toString());
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
