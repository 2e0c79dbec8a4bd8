package io.prescale.training.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The trials that have any result, best first: those that came further before those that did not,
 * for scores after few epochs say little beside scores after many; then by their mean. What failed
 * comes last.
 */
record Leaderboard(SearchPlan plan, List<LeaderboardEntry> entries) {
  static Leaderboard of(SearchPlan plan, List<Trial> trials, Results results) {
    Builder builder = new Builder(plan, results);
    List<LeaderboardEntry> entries =
        trials.stream()
            .map(builder::entry)
            .filter(entry -> entry.isScored() || entry.failure() != null)
            .sorted(
                Comparator.comparing((LeaderboardEntry entry) -> entry.failure() != null)
                    .thenComparing(entry -> !entry.confirmed())
                    .thenComparing(entry -> -entry.rung())
                    .thenComparingDouble(LeaderboardEntry::mean)
                    .thenComparing(entry -> entry.trial().number()))
            .toList();
    return new Leaderboard(plan, entries);
  }

  /** The best; empty if nothing was scored. */
  Optional<LeaderboardEntry> winner() {
    return entries.stream().filter(entry -> entry.failure() == null).findFirst();
  }

  /** The preset; empty if it was not scored. */
  Optional<LeaderboardEntry> preset() {
    return entries.stream().filter(LeaderboardEntry::isPreset).findFirst();
  }

  /** The best trial but for the preset. */
  Optional<LeaderboardEntry> challenger() {
    return entries.stream()
        .filter(entry -> entry.failure() == null && !entry.isPreset())
        .findFirst();
  }

  long scored() {
    return entries.stream().filter(LeaderboardEntry::isScored).count();
  }

  /** Collects what the runs say of a trial. */
  private static final class Builder {
    private final SearchPlan plan;
    private final Results results;

    Builder(SearchPlan plan, Results results) {
      this.plan = plan;
      this.results = results;
    }

    LeaderboardEntry entry(Trial trial) {
      double seconds = 0;
      int reached = -1;
      String failure = null;
      List<LeaderboardEntry.Score> scores = List.of();
      for (int rung = 0; rung <= plan.halving().lastRung(); rung++) {
        Collected collected = collect(plan.runs(trial, plan.seed(), rung));
        seconds += collected.seconds;
        failure = failure == null ? collected.failure : failure;
        if (collected.complete) {
          reached = rung;
          scores = collected.scores;
        }
      }
      boolean confirmed =
          plan.confirmations() > 0 && reached == plan.halving().lastRung() && failure == null;
      if (confirmed) {
        List<LeaderboardEntry.Score> fresh = new ArrayList<>();
        for (long seed : plan.confirmationSeeds()) {
          Collected collected = collect(plan.confirmation(trial, seed));
          seconds += collected.seconds;
          failure = failure == null ? collected.failure : failure;
          confirmed &= collected.complete;
          fresh.addAll(collected.scores);
        }
        scores = confirmed ? fresh : scores;
      }
      int epochs = reached < 0 ? 0 : plan.halving().until(reached, trial.epochs());
      return new LeaderboardEntry(trial, reached, epochs, confirmed, scores, seconds, failure);
    }

    private Collected collect(List<Run> stage) {
      Collected collected = new Collected();
      for (Run run : stage) {
        RunResult result = results.result(run).orElse(null);
        collected.complete &= result != null && !result.hasFailed();
        if (result != null) {
          collected.seconds += result.seconds();
          if (result.hasFailed()) {
            collected.failure = "fold " + run.fold() + ": " + result.failure();
          } else {
            collected.scores.add(
                new LeaderboardEntry.Score(run.seed(), run.fold(), result.score()));
          }
        }
      }
      return collected;
    }
  }

  private static final class Collected {
    private final List<LeaderboardEntry.Score> scores = new ArrayList<>();
    private boolean complete = true;
    private double seconds;
    private String failure;
  }
}
