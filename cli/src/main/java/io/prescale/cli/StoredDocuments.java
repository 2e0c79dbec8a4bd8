package io.prescale.cli;

import io.prescale.dashboard.files.Documents;
import io.prescale.training.storage.FileAddress;
import io.prescale.training.storage.Storage;
import io.prescale.training.storage.StorageException;
import io.prescale.training.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;

/** Reads for the dashboard from local folders and from S3. */
final class StoredDocuments implements Documents {
  private static final String S3 = "s3:";

  private final Documents local = Documents.ofThisMachine();

  @Override
  public String read(String address) throws IOException {
    if (!address.startsWith(S3)) {
      return local.read(address);
    }
    try {
      return read(FileAddress.parse(address));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such file", e);
    } catch (StorageException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String read(FileAddress address) throws IOException {
    try (Storage folder = address.openFolder();
        InputStream file = folder.open(address.name())) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void requireFolder(String address) throws IOException {
    if (!address.startsWith(S3)) {
      local.requireFolder(address);
      return;
    }
    try (Storage folder = Storages.open(address)) {
      if (folder.list().isEmpty()) {
        throw new IOException("it holds no files; it should hold model bundles");
      }
    } catch (StorageException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
