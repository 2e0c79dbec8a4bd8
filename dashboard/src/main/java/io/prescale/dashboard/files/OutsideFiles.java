package io.prescale.dashboard.files;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What is shown though the log does not hold it.
 *
 * @param documents reads it
 * @param calendar address of a file to show instead of the calendar that the log holds
 * @param models address of a folder of bundles, for models of which the log holds no manifest
 */
public record OutsideFiles(
    Documents documents, Optional<String> calendar, Optional<String> models) {

  /** The log alone. */
  public static OutsideFiles none() {
    return new OutsideFiles(Documents.ofThisMachine(), Optional.empty(), Optional.empty());
  }

  /**
   * The same, but read once in some seconds only.
   *
   * @param background reads again what is old
   */
  public OutsideFiles remembered(Clock clock, Executor background) {
    return new OutsideFiles(new RecentDocuments(documents, clock, background), calendar, models);
  }

  /**
   * A file in the folder of models.
   *
   * @param name relative to it
   * @throws IOException if there is none or it cannot be read
   */
  public Optional<String> readModelFile(String name) throws IOException {
    if (models.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(documents.read(models.get().replaceFirst("/+$", "") + "/" + name));
  }
}
