package io.prescale.cli.backtest;

import io.prescale.simulator.backtest.BacktestObserver;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how far a backtest is. */
public final class BacktestProgress implements BacktestObserver, AutoCloseable {
  private static final int MINUTES_PER_DAY = 1440;

  private final ProgressBar bar;

  /**
   * @param minutes simulated minutes of all policies and series
   */
  public BacktestProgress(long minutes) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("Simulating")
            .setUnit(" days", MINUTES_PER_DAY)
            .setInitialMax(minutes)
            .setUpdateIntervalMillis(500)
            .build();
  }

  @Override
  public void passed(int minutes) {
    bar.stepBy(minutes);
  }

  @Override
  public void close() {
    bar.close();
  }
}
