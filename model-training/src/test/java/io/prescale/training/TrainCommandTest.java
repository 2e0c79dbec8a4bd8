package io.prescale.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrainCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path history;

  @BeforeEach
  void writeHistory() throws IOException {
    history = Files.createDirectory(folder.resolve("history"));
    SeriesBuilder.cpu("web", 400, slot -> 50 + 20 * Math.sin(slot / 4.0)).writeTo(history);
    SeriesBuilder.cpu("young", 20, slot -> 50).writeTo(history);
  }

  @Test
  void trainsOnAFolderAndWritesABundle() {
    Path output = folder.resolve("models/one");

    assertThat(train("--history", history, "--output", output, "--epochs", 2, "--hidden", 8))
        .as(err.toString())
        .isZero();

    ModelBundle bundle = new ModelBundleLoader().load(new LocalBundleFiles(output));
    assertThat(bundle.accuracy().entries()).hasSize(4);
    assertThat(bundle.training().series()).hasSize(1);
    assertThat(out.toString())
        .contains("Read 400 rows of 1 group.")
        .contains("Left out young: 20 samples")
        .contains("epoch 2: loss")
        .contains("forecast / persistence")
        .contains("web  5 min")
        .contains(bundle.id());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void trainsWithoutHoldingAnythingOut() {
    Path output = folder.resolve("model");

    int code =
        train(
            "--history",
            history.resolve("web.csv"),
            "--output",
            output,
            "--epochs",
            1,
            "--hidden",
            4,
            "--layers",
            1,
            "--test-fraction",
            0);

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).contains("Nothing was held out");
  }

  @Test
  void trainsOnWhatIsUsableAndListsTheRest() throws IOException {
    Files.writeString(
        history.resolve("web.csv"),
        "2026-02-01T00:00:00Z,NaN\n2026-02-01T00:00:00Z,-1\n",
        StandardOpenOption.APPEND);
    Files.writeString(history.resolve("notes.csv"), "hello\n");

    int code =
        train("--history", history, "--output", folder.resolve("m"), "--epochs", 1, "--hidden", 4);

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("web.csv: 2 rows, where column cpu_utilization is not a finite number")
        .contains("(first: line 402)")
        .contains("notes.csv: line 1: the header lacks column timestamp");
  }

  @Test
  void trainsOnRequestsInPlaceOfCpu() throws IOException {
    Path requests =
        Files.writeString(
            folder.resolve("requests.csv"),
            Files.readString(history.resolve("web.csv"))
                .replace("cpu_utilization", "request_count"));

    int code =
        train("--history", requests, "--output", folder.resolve("m"), "--epochs", 1, "--hidden", 4);

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).contains("Column request_count is what is forecast of");
    assertThat(
            train("--history", requests, "--target", "value", "--output", folder.resolve("other")))
        .isOne();
    assertThat(err.toString()).contains("requests.csv: line 1: the header lacks column value");
    assertThat(
            train("--history", requests, "--target", "timestamp", "--output", folder.resolve("o")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--target").contains("timestamp cannot be forecast");
  }

  @Test
  void failsIfNothingOfTheHistoryIsUsable() throws IOException {
    Path broken =
        Files.writeString(
            folder.resolve("broken.csv"), "timestamp,cpu_utilization\n2026-01-01T00:00:00Z,high\n");

    assertThat(train("--history", broken, "--output", folder.resolve("model"))).isOne();
    assertThat(err.toString())
        .contains("nothing in the history can be used")
        .contains("broken.csv: 1 row, where column cpu_utilization is not")
        .contains("\"high\" (first: line 2)")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("model")).doesNotExist();
  }

  @Test
  void failsOnHistoryThatIsTooShortOrAbsent() {
    assertThat(
            train("--history", history.resolve("young.csv"), "--output", folder.resolve("model")))
        .isOne();
    assertThat(err.toString()).contains("young: 20 samples");

    assertThat(train("--history", folder.resolve("absent.csv"), "--output", folder.resolve("m")))
        .isOne();
    assertThat(err.toString()).contains("absent.csv: there is no such file or folder");

    assertThat(train("--history", "gs://bucket/x", "--output", folder.resolve("m"))).isOne();
    assertThat(err.toString()).contains("gs://bucket/x: expected a local path or an address");
  }

  @Test
  void failsBeforeTrainingIfTheOutputExists() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThat(train("--history", history, "--output", history)).isOne();
    assertThat(train("--history", history, "--output", file)).isOne();

    assertThat(err.toString()).contains("exists and is not empty").contains("is a file");
    assertThat(out.toString()).doesNotContain("epoch");
  }

  @ParameterizedTest
  @CsvSource({
    "--epochs,0,epochs must be at least 1",
    "--epochs,many,--epochs",
    "--batch-size,0,batch size",
    "--batch-size,1000000000,batch size must be at most",
    "--learning-rate,5,learning rate",
    "--patience,0,patience",
    "--test-fraction,1,test fraction",
    "--validation-fraction,0,validation fraction",
    "--layers,99,layers must be from 1 to 8",
    "--hidden,0,hidden must be from 1 to 1024",
    "--dropout,1,dropout",
    "--loss,NONE,--loss",
    "--los,MAE,Possible solutions: --loss",
    "--preset,BEST,--preset",
    "--ensemble,0,ensemble must be from 1 to 32",
    "--ensemble,33,ensemble must be from 1 to 32",
    "--processes,0,processes must be at least 1",
    "--tuning-epochs,-1,tuning epochs must be at least 0",
    "--epoch-windows,0,epoch windows must be at least 1",
    "--horizons,13,horizons must be steps from 1 to 12",
    "--horizons,0,horizons must be steps from 1 to 12",
    "--without,COLOURS,--without",
    "--without,'VALUES,SIGNALS,CLOCK,CALENDAR,SEASONAL,AUTOREGRESSION',at least one group",
    "--seed,many,--seed",
    "--test-fraction,-0.1,test fraction",
    "--learning-rate,0,learning rate"
  })
  void tellsAboutAWrongOption(String option, String value, String message) {
    int code = train("--history", history, "--output", folder.resolve("m"), option, value);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void tellsAboutMissingOptionsAndExplainsItself() {
    assertThat(train()).isEqualTo(2);
    assertThat(err.toString()).contains("--history").contains("--output");

    assertThat(train("--help")).isZero();
    assertThat(out.toString()).contains("--test-fraction").contains("Exit codes:");
  }

  private int train(Object... arguments) {
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    return new CommandLine(new TrainCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(texts.toArray(new String[0]));
  }
}
