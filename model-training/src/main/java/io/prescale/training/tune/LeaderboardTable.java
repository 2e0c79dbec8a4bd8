package io.prescale.training.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The best of a leaderboard as text, with what each changes of the preset, and all failures. */
final class LeaderboardTable {
  private static final int SHOWN = 12;
  private static final String ROW = "%4s  %5s  %-14s  %7s  %7s  %7s  %s%n";

  private final Trial preset;

  LeaderboardTable(Trial preset) {
    this.preset = preset;
  }

  String text(Leaderboard leaderboard) {
    StringBuilder text = new StringBuilder();
    text.append(
        "Error on the validation parts over that of persistence (mean, spread over folds and"
            + " seeds):\n");
    text.append(row("rank", "trial", "reached", "mean", "spread", "seconds", "other than preset"));
    int rank = 0;
    for (LeaderboardEntry entry : leaderboard.entries()) {
      rank++;
      if (entry.failure() == null && (rank <= SHOWN || entry.isPreset())) {
        text.append(row(rank, leaderboard.plan().halving().lastRung(), entry));
      }
    }
    if (leaderboard.scored() > SHOWN) {
      text.append("The whole leaderboard is in ").append(LeaderboardFiles.CSV).append(".\n");
    }
    for (LeaderboardEntry entry : leaderboard.entries()) {
      if (entry.failure() != null) {
        text.append("Trial ").append(entry.trial().number()).append(" failed: ");
        text.append(entry.failure()).append('\n');
        text.append("  Its options: ").append(String.join(" ", entry.trial().arguments()));
        text.append('\n');
      }
    }
    return text.toString();
  }

  private String row(int rank, int lastRung, LeaderboardEntry entry) {
    String reached =
        entry.confirmed()
            ? "confirmed"
            : entry.rung() == lastRung
                ? "all epochs"
                : entry.epochs() + " of " + entry.trial().epochs() + " epochs";
    return row(
        Integer.toString(rank),
        Integer.toString(entry.trial().number()),
        reached,
        number("%.4f", entry.mean()),
        number("%.4f", entry.spread()),
        number("%.0f", entry.seconds()),
        entry.isPreset() ? "(the preset)" : changes(entry.trial()));
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, ROW, (Object[]) cells);
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }

  private String changes(Trial trial) {
    List<String> changes = new ArrayList<>();
    for (Map.Entry<Dimension, String> value : trial.values().entrySet()) {
      if (!value.getValue().equals(preset.values().get(value.getKey()))) {
        changes.add(value.getKey().label() + " " + value.getValue());
      }
    }
    return String.join(", ", changes);
  }
}
