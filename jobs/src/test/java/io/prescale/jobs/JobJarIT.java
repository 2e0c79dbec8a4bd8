package io.prescale.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the job jar, read as Flink clusters and the managed service will read it. */
class JobJarIT {
  private static final Path JAR =
      Path.of(System.getProperty("prescale.root", ".."), "jobs", "target", "prescale-job.jar");

  /** What Amazon Managed Service for Apache Flink takes at most, bytes. */
  private static final long LARGEST = 512L * 1024 * 1024;

  /** Class file version of Java 11, which the managed service runs. */
  private static final int JAVA_11 = 55;

  private static final String SERVICES = "META-INF/services/";

  /** Jars of Flink's distribution, whose classes a cluster has itself. */
  private static final Pattern DISTRIBUTION =
      Pattern.compile(
          "flink-(annotations|clients|core|core-api|datastream|datastream-api|dstl-dfs"
              + "|file-sink-common|hadoop-fs|java|metrics-core|optimizer|queryable-state-client-java"
              + "|rpc-(core|akka-loader)|runtime|runtime-web|shaded-.*|statebackend-.*"
              + "|streaming-java)-[0-9].*\\.jar");

  private static final List<String> LOGGING =
      List.of("org/slf4j/", "org/apache/logging/", "org/apache/log4j/", "ch/qos/logback/");

  private static JarFile jar;
  private static Set<String> names;

  @BeforeAll
  static void open() throws IOException {
    assertThat(JAR).as("built by ./mvnw -pl jobs -am package").exists();
    jar = new JarFile(JAR.toFile());
    names = jar.stream().map(ZipEntry::getName).collect(toCollection(TreeSet::new));
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void theManagedServiceTakesItsSize() throws Exception {
    assertThat(Files.size(JAR)).isBetween(LARGEST / 16, LARGEST);
  }

  @Test
  void itsMainClassChoosesAmongTheJobs() throws Exception {
    assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
        .isEqualTo(PrescaleJob.class.getName());
    assertThat(names)
        .contains(
            entry(PrescaleJob.class),
            entry(PredictiveScalingJob.class),
            entry(CollectorJob.class),
            entry(RecorderJob.class));
  }

  @Test
  void everyClassRunsOnJava11() throws Exception {
    Map<String, Integer> newer = new TreeMap<>();
    int classes = 0;
    for (String name : names) {
      if (isClass(name) && !name.startsWith("META-INF/versions/")) {
        classes++;
        int version = classFileVersion(name);
        if (version > JAVA_11) {
          newer.put(name, version);
        }
      }
    }

    assertThat(newer).isEmpty();
    assertThat(classes).isGreaterThan(10_000);
  }

  @Test
  void noEntryIsInItTwice() throws Exception {
    Set<String> seen = new TreeSet<>();
    Set<String> twice = new TreeSet<>();
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(JAR))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (!seen.add(entry.getName())) {
          twice.add(entry.getName());
        }
      }
    }

    assertThat(twice).isEmpty();
    assertThat(seen).hasSameSizeAs(names);
  }

  @Test
  void bringsNoClassThatAClusterHas() throws Exception {
    Set<String> brought = new TreeSet<>();
    int distributed = 0;
    for (File file : classPath()) {
      if (DISTRIBUTION.matcher(file.getName()).matches()) {
        for (String name : entries(file)) {
          if (isClass(name) && !name.startsWith("META-INF/")) {
            distributed++;
            if (names.contains(name)) {
              brought.add(file.getName() + ": " + name);
            }
          }
        }
      }
    }

    assertThat(brought).isEmpty();
    assertThat(distributed).isGreaterThan(5_000);
  }

  @Test
  void bringsNoLogging() {
    assertThat(names).noneMatch(name -> LOGGING.stream().anyMatch(name::startsWith));
  }

  @Test
  void holdsTheNativesOfOnePlatformOnceAndNoPrograms() throws Exception {
    List<String> libtorch =
        names.stream().filter(name -> name.matches(".*/(lib)?torch_cpu\\.(so|dylib|dll)")).toList();
    assertThat(libtorch).hasSize(1);
    String folder = libtorch.get(0).substring(0, libtorch.get(0).lastIndexOf('/'));
    String platform = folder.substring(folder.lastIndexOf('/') + 1);

    assertThat(names)
        .filteredOn(name -> name.matches("pytorch/[^/]+/[^/]+/.+"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith(folder + "/"));
    assertThat(text("native/lib/pytorch.properties")).contains("classifier=" + platform);
    assertThat(names).anyMatch(name -> name.startsWith("jnilib/" + platform + "/cpu/"));
    assertThat(names).noneMatch(name -> name.startsWith("amazon-kinesis-producer"));
  }

  /** A provider that is in the jar, but not in the jar's list, would silently not be found. */
  @Test
  void listsEveryProviderOfAServiceThatItHolds() throws Exception {
    Set<String> missing = new TreeSet<>();
    int listed = 0;
    for (File file : classPath()) {
      for (String service : entries(file)) {
        if (service.startsWith(SERVICES) && !service.endsWith("/")) {
          for (String provider : providers(content(file, service))) {
            if (names.contains(entry(provider)) && names.contains(service)) {
              listed++;
              if (!providers(text(service)).contains(provider)) {
                missing.add(service + ": " + provider);
              }
            } else if (names.contains(entry(provider))) {
              missing.add(service + ": " + provider);
            }
          }
        }
      }
    }

    assertThat(missing).isEmpty();
    assertThat(listed).isGreaterThan(10);
    assertThat(providers(text(SERVICES + "java.sql.Driver")))
        .contains("org.postgresql.Driver", "org.h2.Driver");
  }

  @Test
  void holdsItsLicenceAndTheNoticesOfWhatItBrings() throws Exception {
    assertThat(text("META-INF/LICENSE")).contains("Apache License").contains("Version 2.0");
    assertThat(text("META-INF/NOTICE"))
        .contains("Prescale")
        .contains("Apache Flink")
        .contains("Java gems");
    assertThat(text("META-INF/NOTICE.txt")).contains("AWS SDK for Java");
    assertThat(text("META-INF/LICENSE")).contains("PostgreSQL Global Development Group");
    assertThat(names).anyMatch(name -> name.startsWith("META-INF/licenses/"));
  }

  private static List<File> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(File::new)
        .filter(file -> file.getName().endsWith(".jar"))
        .toList();
  }

  private static List<String> entries(File file) throws IOException {
    try (ZipFile zip = new ZipFile(file)) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      Stream.Builder<String> found = Stream.builder();
      while (entries.hasMoreElements()) {
        found.add(entries.nextElement().getName());
      }
      return found.build().toList();
    }
  }

  private static String content(File file, String name) throws IOException {
    try (ZipFile zip = new ZipFile(file);
        InputStream stream = zip.getInputStream(zip.getEntry(name))) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  private static List<String> providers(String serviceFile) {
    return serviceFile
        .lines()
        .map(line -> line.replaceAll("#.*", "").trim())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static String text(String name) throws IOException {
    assertThat(names).contains(name);
    try (InputStream stream = jar.getInputStream(jar.getEntry(name))) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  private static int classFileVersion(String name) throws IOException {
    try (DataInputStream stream = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
      assertThat(stream.readInt()).as(name).isEqualTo(0xCAFEBABE);
      stream.readUnsignedShort();
      return stream.readUnsignedShort();
    }
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class");
  }

  private static String entry(Class<?> type) {
    return entry(type.getName());
  }

  private static String entry(String className) {
    return className.replace('.', '/') + ".class";
  }
}
