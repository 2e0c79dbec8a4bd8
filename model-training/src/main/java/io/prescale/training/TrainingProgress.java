package io.prescale.training;

import io.prescale.training.fit.TrainingListener;
import io.prescale.training.process.Task;
import io.prescale.training.process.TaskPool;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how the training of all members goes on: a progress bar with the time left on a terminal,
 * else one line for each epoch and each phase behind them.
 */
final class TrainingProgress implements TaskPool.Progress, TrainingListener, AutoCloseable {
  private static final int LEAST_SECONDS = 2;

  private final PrintWriter lines;
  private final int members;
  private final Clock clock;
  private final Instant start;
  private final boolean interactive;
  private final Map<Task, Member> running = new HashMap<>();
  private ProgressBar bar;
  private long doneHere;
  private long total;
  private int ended;

  /**
   * @param lines where lines go
   * @param members of the ensemble, also those that are trained already
   */
  TrainingProgress(PrintWriter lines, int members, Clock clock) {
    this.lines = lines;
    this.members = members;
    this.clock = clock;
    this.start = clock.instant();
    this.interactive = System.console() != null;
  }

  @Override
  public TrainingListener begin(Task task) {
    Member member = new Member(members == 1 ? "" : task.name() + ", ");
    running.put(task, member);
    return member;
  }

  @Override
  public void end(Task task) {
    running.get(task).finish();
    ended++;
  }

  private void advance(long steps) {
    doneHere += steps;
    if (interactive) {
      show("Training", total);
      bar.stepTo(doneHere);
    }
  }

  private void show(String name, long most) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(most)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build();
    }
    bar.maxHint(most);
  }

  private void say(String line, boolean withTimeLeft) {
    if (bar != null) {
      bar.setExtraMessage(" " + line);
    } else {
      lines.println(line + (withTimeLeft ? timeLeft() : ""));
      lines.flush();
    }
  }

  /** Of the epochs, if no member stops early. */
  private String timeLeft() {
    if (doneHere == 0) {
      return "";
    }
    Duration spent = Duration.between(start, clock.instant());
    long seconds = spent.toMillis() * (total - doneHere) / doneHere / 1000;
    if (seconds < LEAST_SECONDS) {
      return "";
    }
    return seconds < 120
        ? ", about " + seconds + " s left"
        : ", about " + (seconds + 30) / 60 + " min left";
  }

  @Override
  public void onStep(int step, int steps) {
    throw new IllegalStateException("each member has a listener of its own");
  }

  @Override
  public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {
    throw new IllegalStateException("each member has a listener of its own");
  }

  @Override
  public void onMeasured(int done, int groups) {
    if (interactive) {
      if (done == 1) {
        close();
      }
      show("Measuring", groups);
      bar.stepTo(done);
    } else if (done == groups) {
      say("forecasts of " + groups + (groups == 1 ? " group" : " groups") + " measured", false);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** Told of one member. */
  private final class Member implements TrainingListener {
    private final String prefix;
    private int first = -1;
    private int last;
    private int most;

    Member(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public void onStep(int step, int steps) {
      if (first < 0) {
        first = step - 1;
        last = first;
        most = steps;
        // Members that wait are taken to be like those that run; what was done before is no work.
        total += total == 0 ? (long) (members - ended) * steps - first : -first;
      }
      advance(step - last);
      last = step;
    }

    @Override
    public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {
      String line =
          String.format(
              Locale.ROOT,
              "%sepoch %d: loss %.4f, error on validation %.3f x persistence%s",
              prefix,
              epoch,
              trainingLoss,
              validationScore,
              best ? " (best so far)" : "");
      say(line, true);
    }

    @Override
    public void onTuned(int done, int groups) {
      if (bar != null || done == groups) {
        say(
            prefix
                + "end of the network tuned to "
                + done
                + " of "
                + groups
                + (groups == 1 ? " group" : " groups"),
            false);
      }
    }

    /** One that stopped early needs no more steps. */
    void finish() {
      if (first >= 0) {
        total -= most - last;
      }
    }
  }
}
