package io.prescale.training.storage;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** From what a user names to a storage. */
public final class Storages {
  private Storages() {}

  /**
   * Opens a local folder, or a prefix {@code s3://bucket/prefix}; the caller closes it.
   *
   * @throws StorageException if the location has another form
   * @throws IOException if S3 cannot be used from here
   */
  public static Storage open(String location) throws IOException {
    if (S3Address.isOne(location)) {
      S3Address address = S3Address.parse(location);
      return new S3Storage(S3Clients.create(address.toString()), address);
    }
    return new LocalStorage(path(location));
  }

  /**
   * The local path that a text names.
   *
   * @throws StorageException if it is none
   */
  public static Path path(String location) {
    try {
      return Path.of(location);
    } catch (InvalidPathException e) {
      throw new StorageException("\"" + location + "\" is no path (" + e.getReason() + ")", e);
    }
  }
}
