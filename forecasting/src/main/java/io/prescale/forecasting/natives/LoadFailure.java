package io.prescale.forecasting.natives;

import java.nio.file.Path;

/** Explains why libraries that are there could not be loaded. */
final class LoadFailure {
  private final String reason;
  private final Path folder;
  private final boolean linked;

  /**
   * @param linked whether each class loader has names of its own for the libraries
   */
  LoadFailure(Throwable failure, Path folder, boolean linked) {
    this.reason = reasonOf(failure);
    this.folder = folder;
    this.linked = linked;
  }

  /** What happened and what to do. */
  String message() {
    return "libtorch cannot be loaded (" + reason + "); " + advice();
  }

  private String advice() {
    if (reason.contains("already loaded in another classloader")) {
      return linked
          ? "start the JVM again (a Flink cluster: restart its task managers)"
          : "another job of this JVM has loaded it, and "
              + folder
              + " is on a file system without hard links, which loading it again would need:"
              + " restart the task manager, or "
              + TemporaryFolder.NAME_ANOTHER;
    }
    if (reason.contains("Operation not permitted") || reason.contains("Permission denied")) {
      return folder
          + " seems to be mounted so that nothing in it may run (noexec): "
          + TemporaryFolder.NAME_ANOTHER;
    }
    if (reason.contains("Cannot allocate memory") || reason.contains("failed to map segment")) {
      return "there is too little memory for it: raise the limit of the container or the process"
          + " (ulimit -v), or give the JVM a smaller heap";
    }
    return "check that the jar was built for "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }

  private static String reasonOf(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
