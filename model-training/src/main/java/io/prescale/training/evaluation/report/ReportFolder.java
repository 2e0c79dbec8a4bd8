package io.prescale.training.evaluation.report;

import io.prescale.training.evaluation.EvaluationResult;
import io.prescale.training.series.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a report: {@value #JSON}, {@value #CSV} and {@value #PAGE}. */
public final class ReportFolder {
  /** The measures for programs. */
  public static final String JSON = "evaluation.json";

  /** The measures as a table. */
  public static final String CSV = "series.csv";

  /** The report for people. */
  public static final String PAGE = "report.html";

  private static final List<String> FILES = List.of(JSON, CSV, PAGE);

  private final Path folder;

  private ReportFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A folder that a report may be written to: absent, empty, or with nothing but an earlier report.
   *
   * @throws TrainingException if it is none
   */
  public static ReportFolder of(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new TrainingException(folder + " is a file; name a folder with --report");
    }
    if (Files.isDirectory(folder)) {
      requireNothingElse(folder);
    }
    return new ReportFolder(folder);
  }

  private static void requireNothingElse(Path folder) {
    boolean holdsReport = Files.exists(folder.resolve(JSON));
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !holdsReport || !FILES.contains(name))
          .sorted()
          .findFirst()
          .ifPresent(
              name -> {
                throw new TrainingException(
                    folder
                        + " holds "
                        + name
                        + ", which is no part of an earlier report; name another folder with"
                        + " --report");
              });
    } catch (IOException e) {
      throw new TrainingException(folder + " cannot be read (" + e.getMessage() + ")");
    }
  }

  /** The report for people. */
  public Path page() {
    return folder.resolve(PAGE);
  }

  /**
   * Writes the report over an earlier one.
   *
   * @throws IOException if a file cannot be written
   */
  public void write(EvaluationResult result) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(JSON), new EvaluationJson().write(result));
    Files.writeString(folder.resolve(CSV), new SeriesCsv().write(result));
    Files.writeString(page(), new ReportPage(result).render());
  }
}
