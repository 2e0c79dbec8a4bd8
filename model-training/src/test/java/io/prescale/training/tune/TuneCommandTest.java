package io.prescale.training.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prescale.training.SeriesBuilder;
import io.prescale.training.TrainCommand;
import io.prescale.training.TrainOptions;
import io.prescale.training.TrainingPreset;
import io.prescale.training.process.PlanDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TuneCommandTest {
  private static final int SLOTS = 400;
  private static final int TEST_START = 320;
  private static final Clock STANDING = Clock.fixed(SeriesBuilder.START, ZoneOffset.UTC);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path history;
  private Path output;

  @BeforeEach
  void writeHistory() throws IOException {
    history = Files.createDirectory(folder.resolve("history"));
    output = folder.resolve("tuned");
    write(TuneCommandTest::load);
  }

  private static double load(int slot) {
    return 50 + 20 * Math.sin(slot / 4.0);
  }

  private void write(IntToDoubleFunction load) throws IOException {
    SeriesBuilder.cpu("web", SLOTS, load).writeTo(history);
  }

  @Test
  void writesALeaderboardAndTheCommandOfTheWinner() throws IOException {
    assertThat(tune(STANDING, "--trials", 3, "--confirm", 1)).as(err.toString()).isZero();

    JsonNode board = board();
    assertThat(board.get("trials")).hasSize(4);
    assertThat(board.get("trials").findValuesAsText("trial")).contains("0", "1", "2", "3");
    for (JsonNode trial : board.get("trials")) {
      assertThat(trial.get("scores")).hasSize(2);
      assertThat(trial.get("mean").asDouble()).isPositive();
    }
    List<String> lines = Files.readAllLines(output.resolve("leaderboard.csv"));
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).startsWith("rank,trial,hidden,").contains(",fold_1,fold_2,mean,");
    assertThat(out.toString())
        .contains("Fold 1: ", "Fold 2: ", "rank  trial  reached", "(the preset)")
        .contains(board.get("verdict").get("text").asText())
        .contains(board.get("winner").get("command").asText());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theCommandOfTheWinnerTrainsThatVeryTrial() throws IOException {
    assertThat(tune(STANDING, "--trials", 3)).as(err.toString()).isZero();
    JsonNode winner = board().get("winner");
    String prefix = "./prescale train ";
    assertThat(winner.get("command").asText()).startsWith(prefix + "--history " + history);

    CommandLine train = new CommandLine(new TrainCommand());
    train.parseArgs(winner.get("command").asText().substring(prefix.length()).split(" "));

    TrainOptions options = (TrainOptions) train.getMixins().get("options");
    TrialSequence trials = new TrialSequence(SearchSpace.of(TrainingPreset.DEFAULT, fixed()), 1);
    trials.random(1, 3);
    Trial trial = trials.drawn().get(winner.get("trial").asInt());
    assertThat(PlanDocument.of(options.plan()).toJson())
        .isEqualTo(PlanDocument.of(trial.plan()).toJson());
    assertThat(options.seeds()).containsExactly(1L);
  }

  @Test
  void theTestPartIsNeverLookedAt() throws IOException {
    assertThat(tune(STANDING, "--trials", 3)).as(err.toString()).isZero();
    byte[] json = Files.readAllBytes(output.resolve("leaderboard.json"));
    byte[] csv = Files.readAllBytes(output.resolve("leaderboard.csv"));

    write(slot -> slot < TEST_START ? load(slot) : 99 - load(3 * slot));
    assertThat(tune(STANDING, "--trials", 3, "--restart")).as(err.toString()).isZero();

    assertThat(Files.readAllBytes(output.resolve("leaderboard.json"))).isEqualTo(json);
    assertThat(Files.readAllBytes(output.resolve("leaderboard.csv"))).isEqualTo(csv);
  }

  @Test
  void stopsWhenTimeIsUpAndGoesOn() throws IOException {
    assertThat(tune(STANDING, "--trials", 3)).as(err.toString()).isZero();
    byte[] whole = Files.readAllBytes(output.resolve("leaderboard.json"));

    assertThat(tune(new TickingClock(), "--trials", 3, "--time", "12s", "--restart")).isZero();
    assertThat(out.toString()).contains("Time is up. Run the same command again");
    assertThat(Files.readAllBytes(output.resolve("leaderboard.json"))).isNotEqualTo(whole);
    assertThat(tune(STANDING, "--trials", 3)).as(err.toString()).isZero();

    assertThat(out.toString()).contains("Going on with the search in");
    assertThat(withoutSeconds(board())).isEqualTo(withoutSeconds(MAPPER.readTree(whole)));
    assertThat(output.toFile().list()).noneMatch(name -> name.endsWith(".checkpoint"));
  }

  @Test
  void refusesTheFolderOfAnotherSearch() throws IOException {
    assertThat(tune(STANDING, "--trials", 0)).as(err.toString()).isZero();
    String before = Files.readString(output.resolve("leaderboard.json"));

    assertThat(tune(STANDING, "--trials", 0, "--seed", 2, "--space", "dropout=0..0.1")).isOne();
    assertThat(err.toString())
        .contains("seed is 1 there and 2 here")
        .contains("space dropout is 0.0..0.3 there and 0.0..0.1 here")
        .contains("name another --output");

    write(slot -> load(slot) + (slot == 100 ? 1 : 0));
    assertThat(tune(STANDING, "--trials", 0)).isOne();
    assertThat(err.toString()).contains("the history before the test part differs");
    assertThat(Files.readString(output.resolve("leaderboard.json"))).isEqualTo(before);

    assertThat(tune(STANDING, "--trials", 0, "--restart")).isZero();
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws IOException {
    Files.createDirectory(output);
    Path precious = Files.writeString(output.resolve("precious.txt"), "x");

    assertThat(tune(STANDING, "--trials", 0, "--restart")).isOne();

    assertThat(err.toString()).contains("holds something else");
    assertThat(precious).exists();
  }

  @Test
  void saysThatTheHistoryIsTooShortForTheFolds() throws IOException {
    Files.delete(history.resolve("web.csv"));
    SeriesBuilder.cpu("web", 60, TuneCommandTest::load).writeTo(history);

    assertThat(tune(STANDING, "--trials", 1)).isOne();

    assertThat(err.toString()).contains("no series can be trained on").contains("web: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--trials    | -1        | --trials must be from 0",
        "--time      | soon      | write 90s, 10m or 2h",
        "--folds     | 1         | --folds must be at least 2",
        "--folds     | 5         | take fewer folds",
        "--rungs     | 9         | --rungs must be from 1 to 6",
        "--reduction | 1         | --reduction must be from 2 to 10",
        "--confirm   | -1        | --confirm must be from 0 to 32",
        "--processes | 0         | --processes must be at least 1",
        "--fix       | hiden=8   | did you mean hidden?",
        "--fix       | loss=A,B  | write one value, or use --space",
        "--space     | hidden=8  | either by --space or by --fix",
        "--space     | dropout=2 | dropout must be from 0 to below 1, but is 2.0",
        "--preset    | OTHER     | --preset",
        "--test-fraction | 1     | test fraction must be from 0"
      })
  void tellsAboutAWrongOption(String option, String value, String message) {
    assertThat(tune(STANDING, option, value)).isEqualTo(2);

    assertThat(err.toString()).contains(message);
    assertThat(output).doesNotExist();
  }

  @Test
  void helpNamesEveryDimensionAsItIsSearched() {
    assertThat(tune(STANDING, "--help")).isZero();

    String help = out.toString().replaceAll("\\s+", "");
    Set<String> asInThePreset = Set.of("epochs", "epoch-windows", "patience");
    SearchSpace.of(TrainingPreset.DEFAULT, Map.of())
        .describe()
        .forEach(
            (name, range) ->
                assertThat(help)
                    .contains(
                        asInThePreset.contains(name)
                            ? name
                            : name
                                + "="
                                + range.replace("0.0..", "0..").replace("5.0E-4", "0.0005")));
  }

  private static Map<String, String> fixed() {
    return Map.of(
        "hidden", "4", "layers", "1", "attention", "no", "epochs", "2", "epoch-windows", "128");
  }

  private int tune(Clock clock, Object... arguments) {
    List<String> texts =
        new ArrayList<>(
            List.of(
                "--history",
                history.toString(),
                "--output",
                output.toString(),
                "--rungs",
                "2",
                "--confirm",
                "0",
                "--processes",
                "1"));
    fixed().forEach((name, value) -> texts.addAll(List.of("--fix", name + "=" + value)));
    Arrays.stream(arguments).map(Object::toString).forEach(texts::add);
    return new CommandLine(new TuneCommand(clock))
        .setOverwrittenOptionsAllowed(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(texts.toArray(new String[0]));
  }

  private JsonNode board() throws IOException {
    return MAPPER.readTree(
        Files.readString(output.resolve("leaderboard.json"), StandardCharsets.UTF_8));
  }

  private static JsonNode withoutSeconds(JsonNode board) {
    board.get("trials").forEach(trial -> ((ObjectNode) trial).remove("seconds"));
    return board;
  }

  /** A second passes whenever somebody looks. */
  private static final class TickingClock extends Clock {
    private Instant now = SeriesBuilder.START;

    @Override
    public Instant instant() {
      now = now.plusSeconds(1);
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
