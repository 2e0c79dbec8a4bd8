package io.prescale.training;

import io.prescale.training.fit.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how training goes on: a progress bar with the time left on a terminal, else one line for
 * each epoch.
 */
final class TrainingProgress implements TrainingListener, AutoCloseable {
  private final PrintWriter lines;
  private final boolean interactive;
  private ProgressBar bar;

  TrainingProgress(PrintWriter lines) {
    this.lines = lines;
    this.interactive = System.console() != null;
  }

  @Override
  public void onStep(int step, int steps) {
    if (interactive) {
      if (bar == null) {
        bar =
            new ProgressBarBuilder()
                .setTaskName("Training")
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
      }
      bar.stepTo(step);
    }
  }

  @Override
  public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {
    String line =
        String.format(
            Locale.ROOT,
            "epoch %d: loss %.4f, error on validation %.3f x persistence%s",
            epoch,
            trainingLoss,
            validationScore,
            best ? " (best so far)" : "");
    if (bar != null) {
      bar.setExtraMessage(" " + line);
    } else {
      lines.println(line);
      lines.flush();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
