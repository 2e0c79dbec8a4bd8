package io.prescale.training.storage;

import io.prescale.forecasting.history.HistorySource;
import io.prescale.forecasting.history.LocalHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The history files at local paths and in S3. They can be read until this is closed. */
public final class HistoryLocations implements AutoCloseable {
  private final List<S3Storage> storages = new ArrayList<>();
  private final Map<String, HistorySource> sources = new LinkedHashMap<>();

  private HistoryLocations() {}

  /**
   * Finds the files: each location is a file, or a folder or prefix that is searched with all below
   * it. A file that is found twice counts once.
   *
   * @param locations local paths, or addresses such as {@code s3://bucket/prefix}
   * @throws io.prescale.forecasting.history.HistoryException if there is none at one of them
   * @throws StorageException if one has another form, or cannot be reached
   */
  public static HistoryLocations find(List<String> locations) {
    HistoryLocations found = new HistoryLocations();
    try {
      for (String location : locations) {
        found.list(location).forEach(source -> found.sources.putIfAbsent(source.name(), source));
      }
      return found;
    } catch (RuntimeException e) {
      found.close();
      throw e;
    }
  }

  private List<HistorySource> list(String location) {
    if (!S3Address.isOne(location)) {
      return LocalHistory.list(Storages.path(location));
    }
    S3Address address = S3Address.parse(location);
    try {
      S3Storage storage = new S3Storage(S3Clients.create(address.toString()), address);
      storages.add(storage);
      return S3History.list(storage);
    } catch (IOException e) {
      throw new StorageException(e.getMessage(), e);
    }
  }

  /** The files in the order of the locations. */
  public List<HistorySource> sources() {
    return List.copyOf(sources.values());
  }

  @Override
  public void close() {
    storages.forEach(S3Storage::close);
    storages.clear();
  }
}
