package io.prescale.training.tune;

import io.prescale.training.fit.TrainingListener;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how a search goes on, and brings its leaderboard up to date: a bar of the epochs on a
 * terminal, else a line for each run that ends.
 */
final class TuneProgress implements ProcessRuns.Listener, AutoCloseable {
  private static final int LEAST_SECONDS = 2;
  private static final int MINUTES_FROM = 120;
  private static final long SECONDS_OF_MINUTE = 60;

  private final PrintWriter lines;
  private final Budget budget;
  private final Supplier<Leaderboard> leaderboard;
  private final Consumer<Leaderboard> keeper;
  private final ProgressBar bar;
  private final long planned;
  private final Map<Run, Integer> running = new HashMap<>();
  private long done;

  /**
   * @param planned epochs of the whole search, an estimate; 0 if there is no end but that of time
   * @param leaderboard asked for after each run
   * @param keeper takes it then
   */
  TuneProgress(
      PrintWriter lines,
      Budget budget,
      long planned,
      Supplier<Leaderboard> leaderboard,
      Consumer<Leaderboard> keeper) {
    this.lines = lines;
    this.budget = budget;
    this.planned = planned;
    this.leaderboard = leaderboard;
    this.keeper = keeper;
    this.bar = System.console() == null ? null : bar(planned);
  }

  private static ProgressBar bar(long most) {
    return new ProgressBarBuilder()
        .setTaskName("Epochs")
        .setInitialMax(most == 0 ? -1 : most)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  @Override
  public void found(Run run) {
    done += run.cost();
    show();
  }

  @Override
  public TrainingListener begin(Run run) {
    running.put(run, 0);
    return new TrainingListener() {
      @Override
      public void onStep(int step, int steps) {
        // The bar counts epochs.
      }

      @Override
      public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {
        running.merge(run, 1, Integer::sum);
        show();
      }
    };
  }

  @Override
  public void end(Run run, RunResult result) {
    running.remove(run);
    done += run.cost();
    Leaderboard now = leaderboard.get();
    keeper.accept(now);
    String standing =
        String.format(
            Locale.ROOT,
            "trial %d, seed %d, fold %d, %d of %d epochs: %s. Trials: %d%s%s",
            run.trial().number(),
            run.seed(),
            run.fold(),
            run.until(),
            run.trial().epochs(),
            outcome(result),
            now.scored(),
            best(now),
            timeLeft());
    if (bar != null) {
      bar.setExtraMessage(" " + standing);
      show();
    } else {
      lines.println(standing);
      lines.flush();
    }
  }

  private static String outcome(RunResult result) {
    return result.hasFailed()
        ? "failed, " + result.failure().lines().findFirst().orElse("")
        : String.format(Locale.ROOT, "%.4f, %.0f s", result.score(), result.seconds());
  }

  private static String best(Leaderboard leaderboard) {
    return leaderboard
        .winner()
        .map(
            winner ->
                String.format(
                    Locale.ROOT, ", best %.4f (trial %d)", winner.mean(), winner.trial().number()))
        .orElse("");
  }

  private String timeLeft() {
    long work = planned == 0 ? Long.MAX_VALUE : budget.secondsFor(Math.max(0, planned - done));
    long seconds = Math.min(work, budget.secondsLeft());
    if (seconds == Long.MAX_VALUE || seconds < LEAST_SECONDS) {
      return "";
    }
    return seconds < MINUTES_FROM
        ? ", about " + seconds + " s left"
        : ", about " + (seconds + SECONDS_OF_MINUTE / 2) / SECONDS_OF_MINUTE + " min left";
  }

  private void show() {
    if (bar != null) {
      bar.stepTo(done + running.values().stream().mapToInt(Integer::intValue).sum());
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
