package io.prescale.forecasting.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Which libtorch this JVM runs on. A process bears one: a second one, be it of the same version but
 * another file, ends it without a word. It cannot be unloaded, so it counts also when all jobs that
 * used it are gone.
 */
final class LoadedLibtorch {
  /** System property, because a static variable would be one for each class loader. */
  static final String PROPERTY = "io.prescale.natives.loaded";

  private static final String LIBRARY = System.mapLibraryName("torch_cpu");

  private final Path root;
  private final List<String> mappings;

  /**
   * @param root folder of all libraries that Prescale loads
   * @param mappings paths of the files mapped into the process
   */
  LoadedLibtorch(Path root, List<String> mappings) {
    this.root = root;
    this.mappings = mappings;
  }

  /**
   * Refuses to load another libtorch than the one that is loaded.
   *
   * @param libraries folder of what is to be loaded
   * @throws NativesUnavailableException if there is another one
   */
  void refuseAnother(Path libraries, String build) throws IOException {
    for (String mapping : mappings) {
      if (mapping.endsWith("/" + LIBRARY) && !mapping.startsWith(root + "/")) {
        throw new NativesUnavailableException(
            "this JVM already runs on another libtorch, "
                + mapping
                + ", and can have only one; run Prescale in a JVM of its own");
      }
    }
    String loaded = System.getProperty(PROPERTY);
    String asked = identity(libraries, build);
    if (loaded != null && !loaded.equals(asked)) {
      throw new NativesUnavailableException(
          "this JVM runs on libtorch "
              + loaded
              + ", which cannot be exchanged for "
              + asked
              + (buildOf(loaded).equals(build)
                  ? "; the file was deleted or replaced meanwhile: keep what tidies up away from "
                      + root
                  : "")
              + "; start the JVM again (a Flink cluster: restart its task managers)");
    }
  }

  /** Whether no class loader of this JVM has loaded any by {@link NativeLibraries}. */
  static boolean isNone() {
    return System.getProperty(PROPERTY) == null;
  }

  /** Notes what has been loaded. */
  static void note(Path libraries, String build) throws IOException {
    System.setProperty(PROPERTY, identity(libraries, build));
  }

  /** Build, file and what tells it apart from another one under the same name. */
  private static String identity(Path libraries, String build) throws IOException {
    Path file = libraries.resolve(LIBRARY);
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return build + " " + file + (key == null ? "" : " " + key);
  }

  private static String buildOf(String identity) {
    return identity.substring(0, identity.indexOf(' '));
  }
}
