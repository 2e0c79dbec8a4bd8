package io.prescale.decisionlog.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import io.prescale.decisionlog.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of its own on a free port, with an empty database, that can be stopped and
 * started again. Needs PostgreSQL's programs (Debian: {@code postgresql}); without them the test is
 * skipped, or fails in continuous integration ({@code CI} set). PostgreSQL refuses to run as root;
 * then it runs as the user {@code postgres} that the package brings.
 */
public final class PostgresServer implements AutoCloseable {
  private static final int COMMAND_SECONDS = 120;
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Starts a server; skips the test where there is no PostgreSQL. */
  public static PostgresServer start() throws IOException {
    Path programs = programs();
    Path folder =
        Files.createTempDirectory(
            "prescale-postgres",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    if (isRoot()) {
      run(folder, List.of("chown", "postgres", folder.toString()));
    }
    PostgresServer server = new PostgresServer(programs, folder, freePort());
    server.program(
        "initdb", "-D", server.data(), "-U", "prescale", "-A", "trust", "-E", "UTF8", "-N");
    server.startAgain();
    return server;
  }

  /** Where the database is. */
  public DatabaseAddress address() {
    return DatabaseAddress.of("jdbc:postgresql://localhost:" + port + "/postgres", "prescale", "");
  }

  /** Starts the server after {@link #stop()}, on the same port, with the same data. */
  public void startAgain() {
    program(
        "pg_ctl",
        "start",
        "-w",
        "-D",
        data(),
        "-l",
        folder.resolve("server.log").toString(),
        "-o",
        "-p " + port + " -k " + folder + " -c listen_addresses=localhost -c fsync=off");
  }

  /** Stops the server at once; its connections break. */
  public void stop() {
    program("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(Path.of(data(), "postmaster.pid"))) {
      stop();
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(folder, command);
  }

  /** The output goes to a file: the server inherits it, so a pipe would never end. */
  private static void run(Path folder, List<String> command) {
    try {
      Path output = Files.createTempFile("prescale-postgres", ".log");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + (ended ? " failed: " : " did not end: ") + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + String.join(" ", command), e);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Path programs() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
      found.add(Path.of(folder));
    }
    if (Files.isDirectory(DEBIAN)) {
      try (Stream<Path> versions = Files.list(DEBIAN)) {
        versions
            .sorted(Comparator.reverseOrder())
            .map(version -> version.resolve("bin"))
            .forEach(found::add);
      }
    }
    return found.stream()
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .filter(folder -> Files.isExecutable(folder.resolve("pg_ctl")))
        .findFirst()
        .orElseGet(PostgresServer::missing);
  }

  private static Path missing() {
    String message =
        "PostgreSQL's initdb is neither on the PATH nor below "
            + DEBIAN
            + "; this test needs it: install PostgreSQL (Debian: apt-get install postgresql).";
    if (System.getenv("CI") != null) {
      throw new IllegalStateException(message);
    }
    return abort(message);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
