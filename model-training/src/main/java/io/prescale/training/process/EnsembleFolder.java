package io.prescale.training.process;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.fit.Checkpoints;
import io.prescale.training.fit.ModelTraining;
import io.prescale.training.fit.TrainedNetwork;
import io.prescale.training.fit.TrainingFiles;
import io.prescale.training.fit.TrainingListener;
import io.prescale.training.fit.TrainingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The working folder of an ensemble: its document, and the files of each member. */
final class EnsembleFolder {
  static final String DOCUMENT = "training.json";
  static final String HISTORY = "history.csv";

  /**
   * What is trained.
   *
   * @param plan all that may be chosen
   * @param seeds one for each member
   * @param history checksum of the series
   */
  record Document(PlanDocument plan, List<Long> seeds, String history) {
    static Document of(TrainingPlan plan, List<Long> seeds, List<HistorySeries> history) {
      return new Document(PlanDocument.of(plan), seeds, SeriesFile.checksum(history));
    }

    static Document read(Path folder) throws IOException {
      return PlanDocument.MAPPER.readValue(
          Files.readString(folder.resolve(DOCUMENT), StandardCharsets.UTF_8), Document.class);
    }
  }

  private final Path folder;

  EnsembleFolder(Path folder) {
    this.folder = folder;
  }

  /** The folder that belongs to an output folder. */
  static Path beside(Path output) {
    Path absolute = output.toAbsolutePath().normalize();
    return absolute.resolveSibling("." + absolute.getFileName() + "-training");
  }

  Path path() {
    return folder;
  }

  Path log(long seed) {
    return folder.resolve("member-" + seed + ".log");
  }

  Optional<TrainedNetwork> network(long seed, TrainingPlan plan) {
    return TrainingFiles.network(networkFile(seed), plan.network());
  }

  private Path networkFile(long seed) {
    return folder.resolve("member-" + seed + ".network");
  }

  boolean isTrained(long seed) {
    return Files.exists(networkFile(seed));
  }

  /** Trains a member from where it stopped, and keeps it. */
  void train(ModelTraining training, long seed, TrainingListener listener) {
    Checkpoints checkpoints =
        TrainingFiles.checkpoints(folder.resolve("member-" + seed + ".checkpoint"));
    TrainingFiles.write(training.trainMember(seed, checkpoints, listener), networkFile(seed));
  }
}
