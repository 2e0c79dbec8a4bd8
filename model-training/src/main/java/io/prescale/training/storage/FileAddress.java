package io.prescale.training.storage;

import java.io.IOException;

/**
 * Where a single file is: its storage, and its name there.
 *
 * @param folder a local folder or {@code s3://bucket/prefix}, as {@link Storages#open} takes it
 * @param name of the file, without slashes
 */
public record FileAddress(String folder, String name) {
  private static final String HERE = ".";

  /**
   * Cuts a local path or {@code s3://bucket/key} at its last slash.
   *
   * @throws StorageException if it names no file, or is an address of another kind
   */
  public static FileAddress parse(String text) {
    int slash = text.lastIndexOf('/');
    String name = text.substring(slash + 1);
    boolean bucketAlone = S3Address.isOne(text) && S3Address.parse(text).key().isEmpty();
    if (name.isEmpty() || bucketAlone) {
      throw new StorageException(
          "expected a file, such as s3://bucket/folder/file.json, but was '" + text + "'");
    }
    // Of a file in the root the slash is all that there is of its folder.
    return new FileAddress(slash < 0 ? HERE : text.substring(0, Math.max(1, slash)), name);
  }

  /**
   * Opens the storage that holds the file; the caller closes it.
   *
   * @throws StorageException if the folder is no path
   * @throws IOException if S3 cannot be used from here
   */
  public Storage openFolder() throws IOException {
    return Storages.open(folder);
  }
}
