package io.prescale.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.training.SeriesBuilder;
import io.prescale.training.TrainCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EvaluateCommandTest {
  @TempDir static Path models;
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path history;
  private Path report;

  @BeforeAll
  static void trainAModel() throws IOException {
    Path file = SeriesBuilder.cpu("web", 900, EvaluateCommandTest::wave).writeTo(models);
    String[] arguments = {
      "--history",
      file.toString(),
      "--output",
      models.resolve("model").toString(),
      "--hidden",
      "8",
      "--epochs",
      "1",
      // Half of what evaluate holds back.
      "--test-fraction",
      "0.1"
    };
    assertThat(new CommandLine(new TrainCommand()).execute(arguments)).isZero();
  }

  @BeforeEach
  void writeHistory() throws IOException {
    history = Files.createDirectory(folder.resolve("history"));
    report = folder.resolve("reports/one");
    SeriesBuilder.cpu("web", 900, EvaluateCommandTest::wave).writeTo(history);
    SeriesBuilder.cpu("shop", 900, slot -> wave(slot * 2)).writeTo(history);
    SeriesBuilder.cpu("young", 30, EvaluateCommandTest::wave).writeTo(history);
  }

  private static double wave(double slot) {
    return 50 + 20 * Math.sin(slot / 9.0) + 5 * Math.sin(slot * slot);
  }

  @Test
  void writesAReport() throws IOException {
    int code = evaluate("--compare", "same=" + models.resolve("model"));

    assertThat(code).as(err.toString()).isZero();
    JsonNode root =
        JsonMapper.builder().build().readTree(report.resolve("evaluation.json").toFile());
    JsonNode shop = root.at("/series/0/horizons/0");
    assertThat(root.at("/series/0/name").asText()).isEqualTo("shop");
    assertThat(shop.at("/targets").asInt()).isEqualTo(180);
    assertThat(shop.at("/models/same/mae").asDouble()).isEqualTo(shop.at("/model/mae").asDouble());
    assertThat(root.at("/leftOut/0/name").asText()).isEqualTo("young");
    assertThat(report.resolve("report.html")).isNotEmptyFile();
    List<String> lines = Files.readAllLines(report.resolve("series.csv"));
    assertThat(lines.get(0)).startsWith("series,minutes,method,targets,mae");
    assertThat(lines).as("two series, four horizons, five methods").hasSize(1 + 2 * 4 * 5);
    assertThat(out.toString())
        .contains("[1/2] shop: error / best baseline")
        .contains("Left out young")
        .contains("Report written to " + report.resolve("report.html"));
  }

  @Test
  void warnsThatTrainingReadTheTestPart() throws IOException {
    assertThat(evaluate("--test-fraction", "0.1")).isZero();
    assertThat(out.toString()).doesNotContain("Warning");

    assertThat(evaluate("--test-fraction", "0.2")).isZero();

    assertThat(out.toString()).contains("Warning: training read 1 of these series");
    assertThat(Files.readString(report.resolve("evaluation.json")))
        .contains("web: training of the model saw it up to");
  }

  @Test
  void replacesAnEarlierReportButNothingElse() throws IOException {
    assertThat(evaluate()).isZero();
    assertThat(evaluate()).as(err.toString()).isZero();

    Files.writeString(report.resolve("notes.txt"), "mine");
    assertThat(evaluate()).isOne();
    assertThat(err.toString()).contains("holds notes.txt").contains("--report");

    report = Files.createDirectories(folder.resolve("tables"));
    Files.writeString(report.resolve("series.csv"), "mine");
    assertThat(evaluate()).isOne();
    assertThat(report.resolve("series.csv")).hasContent("mine");

    report = Files.writeString(folder.resolve("file"), "x");
    assertThat(evaluate()).isOne();
    assertThat(err.toString()).contains("is a file");
  }

  @Test
  void failsWhereNothingCanBeMeasured() {
    history = history.resolve("young.csv");

    assertThat(evaluate()).isOne();
    assertThat(err.toString()).contains("nothing in the history can be used").contains("young: ");
    assertThat(report).doesNotExist();
  }

  @Test
  void leavesOutASeriesWhoseTimeStampsAreFarApart() throws IOException {
    Path wrong = SeriesBuilder.cpu("wrong", 900, EvaluateCommandTest::wave).writeTo(history);
    Files.writeString(wrong, "1971-01-01T00:00:00Z,40\n", StandardOpenOption.APPEND);

    assertThat(evaluate()).as(err.toString()).isZero();
    assertThat(out.toString()).contains("Left out wrong: its time stamps span more than five");
  }

  @Test
  void failsOnAModelOrHistoryThatIsAbsent() {
    assertThat(evaluate("--compare", "other=" + folder.resolve("nowhere"))).isOne();
    assertThat(err.toString()).contains("nowhere").contains("there is no file model.json");

    history = folder.resolve("absent.csv");
    assertThat(evaluate()).isOne();
    assertThat(err.toString()).contains("absent.csv: there is no such file or folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "ar24", "", "a/b", "<b>"})
  void refusesANameThatCannotStandInAReport(String name) {
    assertThat(evaluate("--compare", name + "=" + models.resolve("model"))).isEqualTo(2);
    assertThat(err.toString()).contains("--compare");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "some"})
  void refusesAnImpossibleTestFraction(String fraction) {
    assertThat(evaluate("--test-fraction", fraction)).isEqualTo(2);
    assertThat(err.toString()).contains("--test-fraction");
  }

  private int evaluate(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--model", models.resolve("model").toString()));
    arguments.addAll(List.of("--history", history.toString()));
    arguments.addAll(List.of("--report", report.toString()));
    arguments.addAll(List.of(more));
    return new CommandLine(new EvaluateCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(new String[0]));
  }
}
