package io.prescale.training.tune;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.fit.AtomicFile;
import io.prescale.training.fit.Checkpoints;
import io.prescale.training.fit.TrainingFiles;
import io.prescale.training.fit.UnusableFileException;
import io.prescale.training.process.SeriesFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a search: what is searched, the history of each fold without anything behind it, and
 * for each run its result, its log and how far its network is trained.
 */
final class TuneFolder {
  private static final String CHECKPOINT = ".checkpoint";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path folder;
  private final TuneDocument document;

  TuneFolder(Path folder, TuneDocument document) {
    this.folder = folder;
    this.document = document;
  }

  /**
   * The folder of a search that is under way.
   *
   * @throws UnusableFileException if it cannot be read
   */
  static TuneFolder of(Path folder) {
    return new TuneFolder(folder, TuneDocument.read(folder));
  }

  Path path() {
    return folder;
  }

  TuneDocument document() {
    return document;
  }

  /** Keeps what each fold sees of the history, where that is not done yet. */
  void keep(List<HistorySeries> history) {
    for (Fold fold : document.folds()) {
      if (!Files.exists(history(fold))) {
        SeriesFile.write(history, fold::slots, history(fold));
      }
    }
  }

  /** What a fold sees of the history. */
  List<HistorySeries> read(Fold fold) {
    return SeriesFile.read(history(fold), document.checksum(fold));
  }

  private Path history(Fold fold) {
    return folder.resolve("fold-" + fold.number() + ".csv");
  }

  Path log(Run run) {
    return folder.resolve(run.name() + ".log");
  }

  Checkpoints checkpoints(Run run) {
    return TrainingFiles.checkpoints(folder.resolve(run.training() + CHECKPOINT));
  }

  /** Deletes what only serves to go on with a run; without it, training begins anew. */
  void deleteCheckpoints() {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + CHECKPOINT)) {
      for (Path file : found) {
        Files.delete(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new UnusableFileException(
          folder + ": files cannot be deleted (" + e.getMessage() + ")", e);
    }
  }

  void keep(Run run, RunResult result) {
    AtomicFile.write(result(run), out -> out.write(MAPPER.writeValueAsBytes(result)));
  }

  /**
   * The result of a run; empty if there is none yet.
   *
   * @throws UnusableFileException if it cannot be read
   */
  Optional<RunResult> find(Run run) {
    Path file = result(run);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(file.toFile(), RunResult.class));
    } catch (IOException e) {
      throw new UnusableFileException(
          file + " cannot be read (" + e.getMessage() + "); delete it to do that run again", e);
    }
  }

  private Path result(Run run) {
    return folder.resolve(run.name() + ".json");
  }

  /** A run as one argument of a process. */
  static String text(Run run) {
    try {
      return new String(MAPPER.writeValueAsBytes(run), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("a run is numbers and texts", e);
    }
  }

  static Run run(String text) {
    try {
      return MAPPER.readValue(text, Run.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a run: " + text, e);
    }
  }
}
