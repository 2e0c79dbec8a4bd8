package io.prescale.training.evaluation;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how the evaluation goes on: a progress bar with the time left on a terminal, else one line
 * for each series.
 */
final class EvaluationProgress implements HistoryEvaluation.Listener, AutoCloseable {
  private final PrintWriter lines;
  private final int series;
  private final Clock clock;
  private final Instant start;
  private final ProgressBar bar;
  private int done;

  EvaluationProgress(PrintWriter lines, int series, Clock clock) {
    this.lines = lines;
    this.series = series;
    this.clock = clock;
    this.start = clock.instant();
    this.bar =
        System.console() == null
            ? null
            : new ProgressBarBuilder()
                .setTaskName("Evaluating")
                .setInitialMax(series)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
  }

  @Override
  public void onSeries(SeriesOutcome outcome) {
    done++;
    if (bar != null) {
      bar.setExtraMessage(" " + outcome.name());
      bar.stepTo(done);
      return;
    }
    lines.printf("[%d/%d] %s%s%n", done, series, describe(outcome), timeLeft());
    lines.flush();
  }

  private static String describe(SeriesOutcome outcome) {
    if (outcome instanceof SeriesEvaluation evaluation) {
      HorizonScore first = evaluation.horizons().get(0);
      HorizonScore last = evaluation.horizons().get(ReportedHorizons.COUNT - 1);
      return evaluation.name() + ": error / best baseline" + ratio(first) + "," + ratio(last);
    }
    return outcome.name() + ": left out";
  }

  private static String ratio(HorizonScore score) {
    double ratio = score.maeRatio(Methods.MODEL);
    return Double.isFinite(ratio)
        ? String.format(Locale.ROOT, " %.3f at %d min", ratio, score.minutes())
        : " not defined at " + score.minutes() + " min";
  }

  private String timeLeft() {
    Duration spent = Duration.between(start, clock.instant());
    long seconds = spent.multipliedBy(series - done).dividedBy(done).toSeconds();
    return seconds < 1 ? "" : ", about " + seconds + " s left";
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
