package io.prescale.training.storage;

import io.prescale.forecasting.history.HistoryException;
import io.prescale.forecasting.history.HistorySource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Finds history files in S3. */
final class S3History {
  private S3History() {}

  /**
   * The object itself, or the history files (see {@link HistorySource#isHistory}) below the prefix,
   * sorted by key.
   *
   * @param storage must stay open as long as the sources are read
   * @throws HistoryException if it cannot be read, or holds no such file
   */
  static List<HistorySource> list(S3Storage storage) {
    try {
      if (storage.isObject()) {
        return List.of(source(storage.location(), storage::openObject));
      }
      List<String> found = storage.list();
      List<HistorySource> sources =
          found.stream()
              .filter(HistorySource::isHistory)
              .map(name -> source(storage.addressOf(name), () -> storage.open(name)))
              .toList();
      if (sources.isEmpty()) {
        throw HistoryException.of(
            storage.location(),
            found.isEmpty()
                ? "there is nothing at this address"
                : "there is no " + HistorySource.ENDING + " file below this address",
            null);
      }
      return sources;
    } catch (IOException e) {
      throw new StorageException(e.getMessage(), e);
    }
  }

  private static HistorySource source(String name, Opening opening) {
    return new HistorySource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public InputStream open() throws IOException {
        return opening.open();
      }
    };
  }

  /** Opens one object. */
  private interface Opening {
    InputStream open() throws IOException;
  }
}
