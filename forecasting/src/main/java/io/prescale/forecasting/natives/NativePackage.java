package io.prescale.forecasting.natives;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The native libraries on a class path, as DJL packs them: which files there are, and for which
 * platform. Immutable.
 */
final class NativePackage {
  private static final String DESCRIPTION = "native/lib/pytorch.properties";
  private static final String ENGINE_DESCRIPTION = "pytorch-engine.properties";
  private static final String JNI_LIBRARY = "djl_torch";

  private final ClassLoader resources;
  private final String engineVersion;
  private final String build;
  private final String classifier;
  private final String jniLibrary;
  private final Map<String, String> files;

  private NativePackage(ClassLoader resources, Properties natives, String engineVersion)
      throws IOException {
    this.resources = resources;
    this.engineVersion = engineVersion;
    String flavor = required(natives, "flavor", DESCRIPTION);
    this.classifier = required(natives, "classifier", DESCRIPTION);
    this.build = required(natives, "version", DESCRIPTION) + '-' + flavor + '-' + classifier;
    this.jniLibrary = engineVersion + '-' + System.mapLibraryName(JNI_LIBRARY);
    Map<String, String> resourcesOfFiles = new LinkedHashMap<>();
    for (String library : required(natives, "libraries", DESCRIPTION).split(",")) {
      resourcesOfFiles.put(library, "pytorch/" + flavor + '/' + classifier + '/' + library);
    }
    resourcesOfFiles.put(
        jniLibrary,
        "jnilib/" + classifier + '/' + flavor + '/' + System.mapLibraryName(JNI_LIBRARY));
    this.files = Collections.unmodifiableMap(resourcesOfFiles);
  }

  /**
   * The package that a class loader sees.
   *
   * @throws NativesUnavailableException if there is none for this platform
   * @throws IOException if what describes it cannot be read
   */
  static NativePackage seenBy(ClassLoader resources) throws IOException {
    return forPlatform(resources, platform());
  }

  static NativePackage forPlatform(ClassLoader resources, String platform) throws IOException {
    List<String> found = new ArrayList<>();
    for (URL url : Collections.list(resources.getResources(DESCRIPTION))) {
      Properties natives = read(url);
      String classifier = natives.getProperty("classifier", "");
      if (classifier.equals(platform)) {
        URL engine = resources.getResource(ENGINE_DESCRIPTION);
        if (engine == null) {
          throw new NativesUnavailableException(
              "the class path lacks " + ENGINE_DESCRIPTION + " of DJL's PyTorch engine");
        }
        return new NativePackage(
            resources, natives, required(read(engine), "djl_version", ENGINE_DESCRIPTION));
      }
      found.add(classifier);
    }
    throw new NativesUnavailableException(
        "this platform is "
            + platform
            + ", but the jar holds "
            + (found.isEmpty() ? "no native libraries" : "those of " + String.join(", ", found))
            + "; use the jar that was built for "
            + platform
            + " (./mvnw package on such a machine, or with -Dnative.classifier="
            + platform
            + "; there are linux-x86_64, linux-aarch64, osx-aarch64 and win-x86_64)");
  }

  /** Version of DJL, which the library between Java and libtorch belongs to. */
  String engineVersion() {
    return engineVersion;
  }

  /** Identifies the libraries, such as {@code 2.7.1-20250812-cpu-linux-x86_64}. */
  String build() {
    return build;
  }

  /** Name of the small library between Java and libtorch; it belongs to one class loader. */
  String jniLibrary() {
    return jniLibrary;
  }

  /** Names of all libraries, the one between Java and libtorch among them. */
  Iterable<String> libraries() {
    return files.keySet();
  }

  /** The folder below an engine cache where DJL looks for them. */
  Path folderBelow(Path engineCache) {
    return engineCache.resolve("pytorch").resolve(build);
  }

  /** Bytes of a library. */
  long size(String library) throws IOException {
    URLConnection connection = resource(library).openConnection();
    connection.setUseCaches(false);
    try (InputStream opened = connection.getInputStream()) {
      return connection.getContentLengthLong();
    }
  }

  /** Bytes of all libraries. */
  long size() throws IOException {
    long size = 0;
    for (String library : libraries()) {
      size += size(library);
    }
    return size;
  }

  /** Opens a library; the caller closes it. */
  InputStream open(String library) throws IOException {
    return open(resource(library));
  }

  private URL resource(String library) {
    return Optional.ofNullable(resources.getResource(files.get(library)))
        .orElseThrow(
            () ->
                new NativesUnavailableException(
                    "the jar names the native library "
                        + files.get(library)
                        + " but does not hold it; build it again"));
  }

  /** Without the cache, which would keep the jar open after its class loader is closed. */
  private static InputStream open(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  private static Properties read(URL url) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = open(url)) {
      properties.load(in);
    }
    return properties;
  }

  private static String required(Properties properties, String key, String file) {
    String value = properties.getProperty(key);
    if (value == null || value.isEmpty()) {
      throw new NativesUnavailableException(file + " in the jar lacks " + key);
    }
    return value;
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    String prefix =
        system.startsWith("win")
            ? "win"
            : system.startsWith("mac") ? "osx" : system.replaceAll("[^a-z0-9]", "");
    return prefix + '-' + (machine.equals("amd64") ? "x86_64" : machine);
  }
}
