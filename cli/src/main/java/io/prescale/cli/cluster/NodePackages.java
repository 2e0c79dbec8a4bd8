package io.prescale.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The packages of npm in a folder, as its lock file pins them. */
final class NodePackages {
  private final Path folder;

  NodePackages(Path folder) {
    this.folder = folder;
  }

  /** Installs them, unless that was done since the lock file changed. */
  void install(ClusterProcesses processes) throws InterruptedException {
    if (!isInstalled()) {
      processes.run("npm", List.of("npm", "ci", "--prefix", folder.toString()), Map.of());
    }
  }

  /** npm writes its copy of the lock file last, so a newer copy means a complete installation. */
  private boolean isInstalled() {
    Path installed = folder.resolve("node_modules/.package-lock.json");
    try {
      return Files.exists(installed)
          && Files.getLastModifiedTime(installed)
                  .compareTo(Files.getLastModifiedTime(folder.resolve("package-lock.json")))
              >= 0;
    } catch (IOException e) {
      throw new ClusterException("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }
}
