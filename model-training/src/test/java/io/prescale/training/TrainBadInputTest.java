package io.prescale.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.training.evaluation.EvaluateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What train and evaluate make of series and folders that are not as they should be. */
class TrainBadInputTest {
  private static final int LENGTH = 500;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path history;
  private Path model;

  @BeforeEach
  void makeFolder() throws IOException {
    history = Files.createDirectory(folder.resolve("history"));
    model = folder.resolve("model");
  }

  /** Each alone cannot be used; the message says why, and nothing is written. */
  @ParameterizedTest
  @CsvSource({
    "empty, the file is empty; expected a header line",
    "header, has a header but no rows",
    "short, 20 samples of five minutes are too few; at least 36 are needed",
    "young, 60 samples give 3 training and 0 validation windows",
    "gappy, 250 samples give 0 training and 0 validation windows",
    "nan, 'column cpu_utilization is not a finite number'",
    "infinite, 'column cpu_utilization is not a finite number'",
    "negative, 'for example \"-40.0\" (first: line 2)'",
    "columns, the header lacks column timestamp",
    "far, its time stamps span more than five years"
  })
  void saysWhyASeriesCannotBeUsed(String kind, String reason) throws IOException {
    write(kind);

    assertThat(train(history)).isOne();

    assertThat(err.toString()).contains(kind).contains(reason).doesNotContain("\tat ");
    assertThat(folder.toFile().list()).containsExactly("history");
  }

  @Test
  void trainsOnWhatIsUsableOfManyAndEvaluateDoesTheSame() throws IOException {
    for (String kind :
        List.of(
            "empty",
            "header",
            "short",
            "young",
            "gappy",
            "nan",
            "infinite",
            "negative",
            "columns",
            "far",
            "good",
            "constant",
            "duplicates",
            "holes")) {
      write(kind);
    }

    assertThat(train(history)).as(err.toString()).isZero();

    ModelBundle bundle = new ModelBundleLoader().load(new LocalBundleFiles(model));
    assertThat(bundle.training().series())
        .extracting(series -> series.group())
        .containsExactly("constant", "duplicates", "good", "holes");
    for (String kind :
        List.of(
            "empty",
            "header",
            "short",
            "young",
            "gappy",
            "nan",
            "infinite",
            "negative",
            "columns",
            "far",
            "duplicates")) {
      assertThat(out.toString()).containsPattern("Left out [^\n]*" + kind);
    }
    assertThat(out.toString())
        .contains("500 rows, replaced by a later row of the same time stamp")
        .contains("All values of group constant are 35.0: nothing can be learnt from it")
        .contains("Training on ")
        .contains(" windows of 4 groups.");

    Path report = folder.resolve("report");
    assertThat(
            run(new EvaluateCommand(), "--model", model, "--history", history, "--report", report))
        .as(err.toString())
        .isZero();
    assertThat(Files.readString(report.resolve("evaluation.json")))
        .contains("has a header but no rows")
        .contains("20 samples of five minutes are too few")
        .contains("span more than five years")
        .contains("the header lacks column timestamp")
        .contains("is not a finite number")
        .contains("replaced by a later row of the same time stamp");
  }

  /** The place was free when training began. */
  @Test
  void keepsWhatIsTrainedWhenTheBundleCannotBeWritten() throws IOException {
    write("good");
    Path mine = model.resolve("mine");
    Writer occupying =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (text.contains("measured")) {
              occupy(mine);
            }
          }
        };

    assertThat(run(new TrainCommand(), occupying, arguments(history))).isOne();

    assertThat(err.toString())
        .contains(model + ": the bundle cannot be written (")
        .contains("What is trained is kept in " + folder.resolve(".model-training"))
        .contains("run the same command again to go on");
    assertThat(mine).hasContent("mine");
    assertThat(model.toFile().list()).containsExactly("mine");

    Files.delete(mine);
    assertThat(train(history)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("Going on where an earlier training stopped, with 1 member trained.")
        .doesNotContain("epoch 1");
    assertThat(folder.resolve(".model-training")).doesNotExist();
  }

  private static void occupy(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "mine");
    } catch (IOException e) {
      throw new IllegalStateException("a file of a test cannot be written", e);
    }
  }

  @Test
  void startsAnewAndSaysSoWhenTheOptionsAreOthers() throws IOException {
    write("good");
    Path work = Files.createDirectory(folder.resolve(".model-training"));
    Files.writeString(work.resolve("training.json"), "{}");

    assertThat(train(history)).as(err.toString()).isZero();

    assertThat(out.toString())
        .contains(
            "Starting anew: an earlier training was interrupted, but its options or its history"
                + " were others.");
  }

  private void write(String kind) throws IOException {
    IntToDoubleFunction wave = slot -> 50 + 20 * Math.sin(slot / 5.0) + 3 * Math.sin(slot * slot);
    Path file = history.resolve(kind + ".csv");
    switch (kind) {
      case "empty" -> Files.createFile(file);
      case "header" -> Files.writeString(file, "timestamp,cpu_utilization\n");
      case "short" -> SeriesBuilder.cpu(kind, 20, wave).writeTo(history);
      case "young" -> SeriesBuilder.cpu(kind, 60, wave).writeTo(history);
      case "gappy" -> SeriesBuilder.cpu(kind, LENGTH, every(wave, 10, 5)).writeTo(history);
      case "holes" -> SeriesBuilder.cpu(kind, LENGTH, every(wave, 80, 70)).writeTo(history);
      case "nan" -> rows(file, "NaN");
      case "infinite" -> rows(file, "Infinity");
      case "negative" -> rows(file, "-40.0");
      case "columns" -> Files.writeString(file, "time,cpu\n2026-01-05T00:00:00Z,40\n");
      case "constant" -> SeriesBuilder.cpu(kind, LENGTH, slot -> 35).writeTo(history);
      case "duplicates" -> {
        SeriesBuilder.cpu(kind, LENGTH, wave).writeTo(history);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(1, lines.size()), StandardOpenOption.APPEND);
      }
      case "far" -> {
        SeriesBuilder.cpu(kind, LENGTH, wave).writeTo(history);
        Files.writeString(file, "1971-01-01T00:00:00Z,40\n", StandardOpenOption.APPEND);
      }
      case "good" -> SeriesBuilder.cpu(kind, LENGTH, wave).writeTo(history);
      default -> throw new IllegalArgumentException(kind);
    }
  }

  /** The first slots of every so many; the others are missing. */
  private static IntToDoubleFunction every(IntToDoubleFunction values, int period, int kept) {
    return slot -> slot % period < kept ? values.applyAsDouble(slot) : Double.NaN;
  }

  private static void rows(Path file, String value) throws IOException {
    StringBuilder text = new StringBuilder("timestamp,cpu_utilization\n");
    for (int slot = 0; slot < 100; slot++) {
      text.append(SeriesBuilder.START.plusSeconds(slot * 300L)).append(',').append(value);
      text.append('\n');
    }
    Files.writeString(file, text);
  }

  private int train(Path from) {
    return run(new TrainCommand(), arguments(from));
  }

  private Object[] arguments(Path from) {
    return new Object[] {
      "--history", from, "--output", model, "--epochs", 1, "--hidden", 4, "--tuning-epochs", 1
    };
  }

  private int run(Object command, Object... arguments) {
    return run(command, out, arguments);
  }

  private int run(Object command, Writer to, Object[] arguments) {
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    return new CommandLine(command)
        .setOut(new PrintWriter(to, true))
        .setErr(new PrintWriter(err, true))
        .execute(texts.toArray(new String[0]));
  }
}
