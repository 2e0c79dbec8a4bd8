package io.prescale.training.model;

import io.prescale.training.storage.Storage;
import io.prescale.training.storage.StorageException;
import io.prescale.training.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** A bundle that the user named: its own place, or that of bundles of which one is in force. */
final class BundleLocation implements AutoCloseable {
  private final Storage storage;
  private final StoredBundle bundle;

  private BundleLocation(Storage storage, StoredBundle bundle) {
    this.storage = storage;
    this.bundle = bundle;
  }

  /**
   * Finds the bundle, as the job does.
   *
   * @throws StorageException if there is none
   * @throws IOException if it cannot be read
   */
  static BundleLocation open(String location) throws IOException {
    Storage storage = Storages.open(location);
    try {
      Optional<String> inForce = new ModelRepository(storage).inForce();
      if (inForce.isPresent()) {
        return new BundleLocation(storage, StoredBundle.in(storage, inForce.get()));
      }
      requireManifest(storage);
      return new BundleLocation(storage, StoredBundle.at(storage));
    } catch (IOException | RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  private static void requireManifest(Storage storage) throws IOException {
    try (InputStream in = storage.open(StoredBundle.MANIFEST)) {
      // It is there.
    } catch (NoSuchFileException e) {
      throw new StorageException(
          storage.location()
              + " holds neither "
              + StoredBundle.MANIFEST
              + " nor "
              + ModelRepository.POINTER
              + ": no model is there",
          e);
    }
  }

  StoredBundle bundle() {
    return bundle;
  }

  @Override
  public void close() {
    storage.close();
  }
}
