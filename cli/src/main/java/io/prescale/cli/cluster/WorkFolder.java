package io.prescale.cli.cluster;

import io.prescale.cli.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The work folder of a cluster, which is deleted and made anew at each start. */
final class WorkFolder {
  private static final Set<String> OWN =
      Set.of("conf", "logs", "tmp", "database", "zookeeper", "high-availability", "processes.json");

  private final Path directory;

  WorkFolder(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes sure that nothing of anyone else is in it.
   *
   * @throws ClusterException if there is
   */
  void requireUsable() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new ClusterException(directory + " is no folder; choose one by --directory");
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<String> strangers =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !OWN.contains(name))
              .sorted()
              .toList();
      if (!strangers.isEmpty()) {
        throw new ClusterException(
            directory
                + " holds "
                + strangers.get(0)
                + ", which is not of a cluster, and starting one empties the folder; choose a new"
                + " or empty one by --directory");
      }
    }
  }

  /** Empties it. */
  void clear() throws IOException {
    for (String name : OWN) {
      if (Files.exists(directory.resolve(name))) {
        LocalFiles.delete(directory.resolve(name));
      }
    }
    for (String name : List.of("conf", "logs", "tmp", "zookeeper")) {
      Files.createDirectories(directory.resolve(name));
    }
  }

  /** Flink's configuration folder. */
  Path conf() {
    return directory.resolve("conf");
  }

  /** Writes what ZooKeeper is told. */
  void writeZooKeeper(int port) throws IOException {
    Files.write(
        conf().resolve("zoo.cfg"),
        List.of(
            "tickTime=2000",
            "dataDir=" + directory.resolve("zookeeper"),
            "clientPort=" + port,
            "clientPortAddress=localhost",
            "admin.enableServer=false"));
  }
}
