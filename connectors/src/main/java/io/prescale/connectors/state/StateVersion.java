package io.prescale.connectors.state;

import java.io.IOException;

/**
 * The version of all state that a job keeps. It grows when a release changes any state, keyed state
 * too, in a way that an older release would misread: Flink itself drops fields that a class does
 * not have. As each checkpoint carries the version in the state of its sources, an older release
 * refuses a newer one's savepoint as a whole, before anything runs.
 */
public final class StateVersion {
  /** What this release writes. It reads all from 1 on. */
  public static final int CURRENT = 2;

  private StateVersion() {}

  /**
   * Requires that this release can read a version.
   *
   * @param owner whose state it is, for the message
   * @throws IOException if a newer release wrote it
   */
  public static void requireReadable(int version, String owner) throws IOException {
    if (version < 1 || version > CURRENT) {
      throw new IOException(
          "The state of "
              + owner
              + " has version "
              + version
              + ", which this release cannot read; it reads up to version "
              + CURRENT
              + ". It was written by a newer release: start that one, or restore an older"
              + " savepoint.");
    }
  }
}
