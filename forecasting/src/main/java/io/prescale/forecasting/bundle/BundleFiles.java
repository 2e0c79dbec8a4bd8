package io.prescale.forecasting.bundle;

import java.io.IOException;
import java.io.InputStream;

/**
 * The files of one model bundle, wherever they lie: a local folder, an object store.
 *
 * <p>Implementations are only asked for plain file names, never for paths.
 */
public interface BundleFiles {
  /**
   * Opens a file of the bundle; the caller closes it.
   *
   * @throws IOException if there is no such file, or it cannot be read
   */
  InputStream open(String name) throws IOException;

  /**
   * Reads a piece of a file of the bundle. What can seek should.
   *
   * @return the bytes, fewer where the file ends
   * @throws IOException if there is no such file, or it cannot be read
   */
  default byte[] read(String name, long offset, int length) throws IOException {
    try (InputStream in = open(name)) {
      long left = offset;
      while (left > 0) {
        long skipped = in.skip(left);
        if (skipped <= 0) {
          return new byte[0];
        }
        left -= skipped;
      }
      return in.readNBytes(length);
    }
  }

  /** What messages call the bundle: a folder or an address. */
  String location();
}
