package io.prescale.cli.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a cluster is made of on this machine: Prescale, Flink, and programs of others. */
public final class Installation {
  private static final Path DEBIAN_POSTGRESQL = Path.of("/usr/lib/postgresql");
  private static final List<String> POSTGRESQL_PROGRAMS = List.of("initdb", "postgres");

  private final Path home;

  /**
   * @param home folder of Prescale's sources
   */
  public Installation(Path home) {
    this.home = home.toAbsolutePath().normalize();
  }

  /**
   * Makes sure that everything is there.
   *
   * @throws ClusterException naming all that is missing, and how to get it
   */
  void requireComplete() {
    List<String> missing = new ArrayList<>();
    for (String program : List.of("node", "npm")) {
      if (onPath(program).isEmpty()) {
        missing.add(
            program
                + " is not on the PATH; the Kinesis emulator needs it: install Node.js 18 or newer"
                + " (Debian: apt-get install nodejs npm)");
      }
    }
    if (findPostgresql().isEmpty()) {
      missing.add(
          "PostgreSQL's initdb is neither on the PATH nor below "
              + DEBIAN_POSTGRESQL
              + "; the decision log needs it: install PostgreSQL (Debian: apt-get install"
              + " postgresql)");
    }
    if (!Files.isDirectory(flink().resolve("lib"))) {
      missing.add(
          "there is no Flink in " + flink() + "; run ./mvnw -pl flink-distribution package");
    }
    if (!Files.isRegularFile(jobJar())) {
      missing.add("there is no " + jobJar() + "; run ./mvnw -pl jobs -am -DskipTests package");
    }
    if (!missing.isEmpty()) {
      throw new ClusterException(String.join("\n", missing));
    }
  }

  /** Folder of Prescale. */
  Path home() {
    return home;
  }

  /** Flink's folders {@code lib} and {@code plugins}. */
  Path flink() {
    return home.resolve("flink-distribution/target/flink");
  }

  /** Flink's configuration for Prescale. */
  Path flinkConfiguration() {
    return home.resolve("flink-conf");
  }

  /** The jar with the three jobs. */
  public Path jobJar() {
    return home.resolve("jobs/target/prescale-job.jar");
  }

  /** The npm package of the Kinesis emulator. */
  Path kinesisEmulator() {
    return home.resolve("deploy/kinesis-emulator");
  }

  /** The Java that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** A program of PostgreSQL. */
  String postgresql(String program) {
    return findPostgresql().orElseThrow().resolve(program).toString();
  }

  /**
   * The command that runs a command of Prescale in a process of its own.
   *
   * @param heap such as {@code 256m}
   */
  List<String> prescale(String heap, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Dprescale.home=" + home,
                "-Dlog4j.configurationFile="
                    + flinkConfiguration().resolve("log4j-console.properties"),
                "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.prescale.cli.Prescale"));
    command.addAll(arguments);
    return command;
  }

  /** The folder of the programs of PostgreSQL; the newest version where there are several. */
  private static Optional<Path> findPostgresql() {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(DEBIAN_POSTGRESQL)) {
      try (Stream<Path> versions = Files.list(DEBIAN_POSTGRESQL)) {
        versions
            .sorted(Comparator.reverseOrder())
            .map(version -> version.resolve("bin"))
            .forEach(folders::add);
      } catch (IOException e) {
        throw new ClusterException("cannot read " + DEBIAN_POSTGRESQL, e);
      }
    }
    folders.addAll(path());
    return folders.stream()
        .filter(
            folder ->
                POSTGRESQL_PROGRAMS.stream()
                    .allMatch(program -> Files.isExecutable(folder.resolve(program))))
        .findFirst();
  }

  /** Where a program is. */
  static Optional<Path> onPath(String program) {
    return path().stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<Path> path() {
    return Stream.of(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .toList();
  }
}
