package io.prescale.training.tune;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.prescale.training.fit.AtomicFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code leaderboard.csv}, a line for each trial, and {@code leaderboard.json} with each single
 * score, the verdict and the command of the winner. Numbers to seven digits; what is not defined is
 * empty, or {@code null}.
 */
final class LeaderboardFiles {
  static final String CSV = "leaderboard.csv";
  static final String JSON = "leaderboard.json";

  private static final MathContext DIGITS = new MathContext(7);
  private static final JsonMapper JSON_MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final CsvMapper CSV_MAPPER = new CsvMapper();

  private final Path folder;
  private final TrainCommandLine command;

  LeaderboardFiles(Path folder, TrainCommandLine command) {
    this.folder = folder;
    this.command = command;
  }

  /**
   * Writes both in place of those that may be there.
   *
   * @throws io.prescale.training.fit.UnusableFileException if one cannot be written
   */
  void write(Leaderboard leaderboard) {
    AtomicFile.write(folder.resolve(CSV), out -> out.write(csv(leaderboard)));
    AtomicFile.write(
        folder.resolve(JSON), out -> out.write(JSON_MAPPER.writeValueAsBytes(json(leaderboard))));
  }

  private static byte[] csv(Leaderboard leaderboard) throws IOException {
    int folds = leaderboard.plan().folds();
    CsvSchema.Builder schema = CsvSchema.builder().addColumn("rank").addColumn("trial");
    Dimension.labels().forEach(schema::addColumn);
    schema.addColumn("rung").addColumn("epochs").addColumn("confirmed");
    for (int fold = 1; fold <= folds; fold++) {
      schema.addColumn("fold_" + fold);
    }
    schema.addColumn("mean").addColumn("spread").addColumn("seconds").addColumn("failure");
    List<Object[]> rows = new ArrayList<>();
    for (LeaderboardEntry entry : leaderboard.entries()) {
      List<Object> row = new ArrayList<>(List.of(rows.size() + 1, entry.trial().number()));
      row.addAll(entry.trial().values().values());
      row.addAll(List.of(entry.rung() + 1, entry.epochs(), entry.confirmed()));
      for (int fold = 1; fold <= folds; fold++) {
        row.add(cell(entry.onFold(fold)));
      }
      row.addAll(List.of(cell(entry.mean()), cell(entry.spread())));
      row.add(String.format(Locale.ROOT, "%.1f", entry.seconds()));
      row.add(entry.failure() == null ? "" : entry.failure());
      rows.add(row.toArray());
    }
    return CSV_MAPPER.writer(schema.build().withHeader()).writeValueAsBytes(rows);
  }

  private ObjectNode json(Leaderboard leaderboard) {
    ObjectNode root = JSON_MAPPER.createObjectNode();
    SearchPlan plan = leaderboard.plan();
    root.put("seed", plan.seed());
    root.put("folds", plan.folds());
    root.put("rungs", plan.halving().rungs());
    Verdict verdict = Verdict.of(leaderboard);
    root.putObject("verdict")
        .put("finding", verdict.finding().name())
        .put("meanLogRatioToPreset", number(verdict.difference()))
        .put("spread", number(verdict.spread()))
        .put("text", verdict.text());
    leaderboard
        .winner()
        .ifPresent(
            winner ->
                root.putObject("winner")
                    .put("trial", winner.trial().number())
                    .put("command", command.text(winner.trial())));
    ArrayNode trials = root.putArray("trials");
    for (LeaderboardEntry entry : leaderboard.entries()) {
      write(entry, trials.addObject().put("rank", trials.size()));
    }
    return root;
  }

  private static void write(LeaderboardEntry entry, ObjectNode node) {
    node.put("trial", entry.trial().number());
    node.put("preset", entry.isPreset());
    ObjectNode parameters = node.putObject("parameters");
    entry.trial().values().forEach((one, value) -> parameters.put(one.label(), value));
    node.put("rung", entry.rung() + 1);
    node.put("epochs", entry.epochs());
    node.put("confirmed", entry.confirmed());
    ArrayNode scores = node.putArray("scores");
    for (LeaderboardEntry.Score score : entry.scores()) {
      scores
          .addObject()
          .put("seed", score.seed())
          .put("fold", score.fold())
          .put("score", number(score.value()));
    }
    node.put("mean", number(entry.mean()));
    node.put("spread", number(entry.spread()));
    node.put("seconds", number(entry.seconds()));
    node.put("failure", entry.failure());
  }

  private static BigDecimal number(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS) : null;
  }

  private static String cell(double value) {
    BigDecimal number = number(value);
    return number == null ? "" : number.toPlainString();
  }
}
