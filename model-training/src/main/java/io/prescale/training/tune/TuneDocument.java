package io.prescale.training.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.fit.SplitFractions;
import io.prescale.training.fit.UnusableFileException;
import io.prescale.training.process.PlanDocument;
import io.prescale.training.process.SeriesFile;
import io.prescale.training.series.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is searched: all that a result depends on. How long and how far the search goes is no part
 * of it, so that it may be extended.
 *
 * @param preset that the search sets out from
 * @param space texts of the ranges by the names of dimensions
 * @param seed of all random numbers
 * @param rungs of the halving
 * @param reduction of the halving
 * @param foldCount number of folds
 * @param fractions share of the test part, and of one validation part in the rest
 * @param features fingerprint of the features, which change with the code that computes them
 * @param history checksums of what the folds see
 */
record TuneDocument(
    String preset,
    Map<String, String> space,
    long seed,
    int rungs,
    int reduction,
    int foldCount,
    SplitFractions fractions,
    String features,
    List<String> history) {
  static final String FILE = "tuning.json";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /**
   * Of a search.
   *
   * @param series as loaded; nothing of their test parts comes in
   */
  static TuneDocument of(
      SearchSpace space, SearchPlan plan, SplitFractions fractions, List<HistorySeries> series) {
    return new TuneDocument(
        space.basis().name(),
        space.describe(),
        plan.seed(),
        plan.halving().rungs(),
        plan.halving().reduction(),
        plan.folds(),
        fractions,
        PlanDocument.of(space.preset().plan()).fingerprint(),
        Fold.of(plan.folds(), fractions).stream()
            .map(fold -> SeriesFile.checksum(series, fold::slots))
            .toList());
  }

  /**
   * That of a folder.
   *
   * @throws UnusableFileException if it cannot be read
   */
  static TuneDocument read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return MAPPER.readValue(file.toFile(), TuneDocument.class);
    } catch (IOException e) {
      throw new UnusableFileException(
          file + " cannot be read (" + e.getMessage() + "); start anew with --restart", e);
    }
  }

  List<Fold> folds() {
    return Fold.of(foldCount, fractions);
  }

  Fold fold(int number) {
    return folds().get(number - 1);
  }

  String checksum(Fold fold) {
    return history.get(fold.number() - 1);
  }

  String toJson() {
    return PlanDocument.json(this);
  }

  /**
   * Refuses a folder with results of another search.
   *
   * @throws TrainingException if it holds any; the message says what differs
   */
  void requireSameIn(Path folder) {
    if (!Files.exists(folder.resolve(FILE))) {
      return;
    }
    JsonNode there = MAPPER.valueToTree(read(folder));
    JsonNode here = MAPPER.valueToTree(this);
    List<String> differences = new ArrayList<>();
    collect("", there, here, differences);
    if (!differences.isEmpty()) {
      throw new TrainingException(
          folder
              + " holds another search ("
              + String.join("; ", differences)
              + "). Repeat its options and history to go on with it, name another --output, or"
              + " delete it with --restart");
    }
  }

  private static void collect(
      String prefix, JsonNode there, JsonNode here, List<String> differences) {
    TreeSet<String> names = new TreeSet<>();
    there.fieldNames().forEachRemaining(names::add);
    here.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode old = there.path(name);
      JsonNode now = here.path(name);
      if (old.equals(now)) {
        continue;
      }
      if (name.equals("history")) {
        differences.add("the history before the test part differs");
      } else if (name.equals("features")) {
        differences.add("its features were computed by another version of Prescale");
      } else if (old.isObject() && now.isObject()) {
        collect(name + " ", old, now, differences);
      } else {
        differences.add(
            prefix + name + " is " + old.asText() + " there and " + now.asText() + " here");
      }
    }
  }
}
