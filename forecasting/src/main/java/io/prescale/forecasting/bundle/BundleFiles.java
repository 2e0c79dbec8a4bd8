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

  /** What messages call the bundle: a folder or an address. */
  String location();
}
