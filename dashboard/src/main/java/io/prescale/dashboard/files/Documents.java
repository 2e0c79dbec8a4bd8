package io.prescale.dashboard.files;

import java.io.IOException;

/**
 * Reads files that lie outside of the log: a calendar, and bundles of models. An address is a local
 * path, or whatever else an implementation knows.
 */
public interface Documents {
  /**
   * Reads a file, which must be UTF-8.
   *
   * @throws IOException if there is none or it cannot be read, with a message that says why
   */
  String read(String address) throws IOException;

  /**
   * Requires that there is such a folder.
   *
   * @throws IOException if there is none or it cannot be read, with a message that says why
   */
  void requireFolder(String address) throws IOException;

  /** Files of this machine. */
  static Documents ofThisMachine() {
    return new LocalDocuments();
  }
}
