package io.prescale.training.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the search found anything better than the preset. Both are compared on the same fold and
 * seed, so that what makes a fold easy or hard falls out; a difference counts only if its mean is
 * larger than its own spread, and there are enough of them for a spread to mean something.
 * Differences are logarithms of ratios, told as percent.
 *
 * @param finding what to say
 * @param difference mean of log(the best trial's score / the preset's); below 0 is better, {@code
 *     NaN} if they cannot be compared
 * @param spread standard deviation of these differences; {@code NaN} of fewer than two
 * @param text for people
 */
record Verdict(Finding finding, double difference, double spread, String text) {
  private static final int FEWEST_PAIRS = 4;

  /** What can be said. */
  enum Finding {
    /** Better by more than the spread. */
    BETTER,
    /** Better, but by no more than the spread, or on too few pairs. */
    WITHIN_SPREAD,
    /** Not better. */
    NOT_BETTER,
    /** Nothing, for one of the two was not trained through. */
    UNKNOWN
  }

  static Verdict of(Leaderboard leaderboard) {
    int lastRung = leaderboard.plan().halving().lastRung();
    Optional<LeaderboardEntry> preset =
        leaderboard.preset().filter(entry -> entry.rung() == lastRung);
    Optional<LeaderboardEntry> challenger =
        leaderboard.challenger().filter(entry -> entry.rung() == lastRung);
    if (preset.isEmpty() || challenger.isEmpty()) {
      return unknown(
          "Nothing can be said yet beside the preset (trial 0): "
              + (preset.isEmpty() ? "it was not" : "no other trial was")
              + " trained through all epochs. Run the same command again to go on.");
    }
    List<Double> differences = differences(challenger.get(), preset.get());
    double mean = Statistics.mean(differences);
    double spread = Statistics.standardDeviation(differences);
    int trial = challenger.get().trial().number();
    String figures =
        String.format(
            Locale.ROOT,
            "%+.2f %% of error on average of %d pairs of one fold and one seed, spread %.2f %%",
            100 * Math.expm1(mean),
            differences.size(),
            100 * spread);
    if (mean >= 0) {
      return new Verdict(
          Finding.NOT_BETTER,
          mean,
          spread,
          "No trial is better than the preset (trial 0). The best other one, trial "
              + trial
              + ", differs by "
              + figures
              + ".");
    }
    if (differences.size() < FEWEST_PAIRS) {
      return new Verdict(
          Finding.WITHIN_SPREAD,
          mean,
          spread,
          "Trial "
              + trial
              + " is better than the preset (trial 0), but "
              + figures
              + " is too little to tell it from chance: it takes "
              + FEWEST_PAIRS
              + " pairs, so run again with --confirm or more time.");
    }
    if (!(-mean > spread)) {
      return new Verdict(
          Finding.WITHIN_SPREAD,
          mean,
          spread,
          "Trial "
              + trial
              + " is better than the preset (trial 0), but by no more than the spread: "
              + figures
              + ". That may be chance; staying with the preset loses nothing that could be shown.");
    }
    return new Verdict(
        Finding.BETTER,
        mean,
        spread,
        "Trial "
            + trial
            + " is better than the preset (trial 0) by more than the spread: "
            + figures
            + (challenger.get().confirmed()
                ? ", with other seeds than it was chosen by."
                : ". It was not trained with other seeds, and the best of many looks better than"
                    + " it is.")
            + " Measure both with 'evaluate' before you trust it.");
  }

  private static Verdict unknown(String text) {
    return new Verdict(Finding.UNKNOWN, Double.NaN, Double.NaN, text);
  }

  private static List<Double> differences(LeaderboardEntry challenger, LeaderboardEntry preset) {
    List<Double> differences = new ArrayList<>();
    for (LeaderboardEntry.Score one : challenger.scores()) {
      for (LeaderboardEntry.Score other : preset.scores()) {
        if (one.seed() == other.seed() && one.fold() == other.fold()) {
          differences.add(Math.log(one.value() / other.value()));
        }
      }
    }
    return differences;
  }
}
