package io.prescale.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The commands of a PostgreSQL server of the cluster's own. PostgreSQL refuses to run as root; then
 * it runs as the user {@code postgres} that its packages bring.
 */
final class Database {
  private static final String USER = "postgres";

  private final Installation installation;
  private final Path data;

  Database(Installation installation, Path directory) {
    this.installation = installation;
    this.data = directory.resolve("database");
  }

  /**
   * Makes sure that the user whom the server runs as can come to its files.
   *
   * @throws ClusterException naming the folder that keeps it out
   */
  void requireReachable() throws IOException {
    for (Path folder = data.getParent(); isRoot() && folder != null; folder = folder.getParent()) {
      if (Files.exists(folder)
          && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        throw new ClusterException(
            "PostgreSQL does not run as root but as the user "
                + USER
                + ", who cannot enter "
                + folder
                + "; choose another folder by --directory, such as one in /tmp");
      }
    }
  }

  /** Makes an empty database, of which every user of this machine is master. */
  void create(ClusterProcesses processes) throws InterruptedException {
    if (isRoot()) {
      processes.run(
          "database-folder", List.of("install", "-d", "-o", USER, data.toString()), Map.of());
    }
    List<String> command = asUser();
    command.addAll(
        List.of(
            installation.postgresql("initdb"),
            "-D",
            data.toString(),
            "-U",
            Endpoints.DATABASE_USER,
            "-A",
            "trust",
            "-E",
            "UTF8"));
    processes.run("initdb", command, Map.of());
  }

  List<String> serverCommand(int port) {
    List<String> command = asUser();
    command.addAll(
        List.of(
            installation.postgresql("postgres"),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=localhost",
            // A path of a socket may be too long for the system.
            "-c",
            "unix_socket_directories="));
    return command;
  }

  /** It takes the place of this command's process, so that the process is the server's. */
  private static List<String> asUser() {
    return isRoot()
        ? new ArrayList<>(
            List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups", "--"))
        : new ArrayList<>();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
