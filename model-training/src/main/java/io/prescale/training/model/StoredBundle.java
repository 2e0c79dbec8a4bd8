package io.prescale.training.model;

import io.prescale.forecasting.bundle.BundleFiles;
import io.prescale.training.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A bundle in a storage: the storage itself, or a folder in it. */
final class StoredBundle implements BundleFiles {
  static final String MANIFEST = "model.json";

  private final Storage storage;
  private final String folder;

  private StoredBundle(Storage storage, String folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** The bundle that the storage is. */
  static StoredBundle at(Storage storage) {
    return new StoredBundle(storage, "");
  }

  /** The bundle in a folder of the storage. */
  static StoredBundle in(Storage storage, String folder) {
    return new StoredBundle(storage, folder + "/");
  }

  /** Its files, sorted by name; work files, which begin with a dot, are none of them. */
  List<String> names() throws IOException {
    return storage.list(folder).stream()
        .map(name -> name.substring(folder.length()))
        .filter(name -> !name.contains("/") && !name.startsWith("."))
        .toList();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return storage.open(folder + name);
  }

  @Override
  public byte[] read(String name, long offset, int length) throws IOException {
    return storage.read(folder + name, offset, length);
  }

  byte[] read(String name) throws IOException {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  void put(String name, byte[] content) throws IOException {
    storage.put(folder + name, content);
  }

  @Override
  public String location() {
    return folder.isEmpty()
        ? storage.location()
        : storage.addressOf(folder.substring(0, folder.length() - 1));
  }
}
