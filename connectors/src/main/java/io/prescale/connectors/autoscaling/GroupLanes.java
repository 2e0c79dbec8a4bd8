package io.prescale.connectors.autoscaling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Carries out commands: those of one group one after another in the order in which they came, those
 * of different groups side by side, as many as there are threads. A command that is to be repeated
 * keeps its place, and no thread waits for it. Thread-safe.
 */
final class GroupLanes implements AutoCloseable {
  private static final long CLOSE_SECONDS = 5;

  private final Function<ScalingCommand, AttemptResult> attempt;
  private final RetryPolicy retryPolicy;
  private final CommandListener listener;
  private final ScheduledThreadPoolExecutor threads;

  /** For each group with commands not done: these, the one at work first. Guarded by itself. */
  private final Map<String, Deque<Entry>> lanes = new LinkedHashMap<>();

  GroupLanes(
      Function<ScalingCommand, AttemptResult> attempt,
      RetryPolicy retryPolicy,
      CommandListener listener,
      int concurrentCalls) {
    this.attempt = attempt;
    this.retryPolicy = retryPolicy;
    this.listener = listener;
    ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
    this.threads =
        new ScheduledThreadPoolExecutor(
            concurrentCalls,
            task -> {
              Thread thread = new Thread(task, "auto scaling command");
              thread.setDaemon(true);
              thread.setContextClassLoader(classLoader);
              return thread;
            });
    threads.setRemoveOnCancelPolicy(true);
  }

  /**
   * Takes a command.
   *
   * @param delayNanos how long it waits at least, and with it those of its group that come later
   * @param whenDone runs on one of the threads, however the command ends
   */
  void submit(ScalingCommand command, long delayNanos, Runnable whenDone) {
    Entry entry = new Entry(command, System.nanoTime() + delayNanos, whenDone);
    synchronized (lanes) {
      Deque<Entry> lane = lanes.computeIfAbsent(command.group(), group -> new ArrayDeque<>());
      lane.add(entry);
      if (lane.size() > 1) {
        return;
      }
    }
    start(entry);
  }

  /** The commands taken and not done; those of one group in their order. */
  List<ScalingCommand> unfinished() {
    List<ScalingCommand> commands = new ArrayList<>();
    synchronized (lanes) {
      for (Deque<Entry> lane : lanes.values()) {
        lane.forEach(entry -> commands.add(entry.command));
      }
    }
    return commands;
  }

  /** Stops; commands not done stay so, and stay {@link #unfinished()}. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(Entry entry) {
    schedule(entry, entry.notBefore - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** At once if the delay has passed. */
  private void schedule(Entry entry, long delay, TimeUnit unit) {
    try {
      threads.schedule(() -> run(entry), delay, unit);
    } catch (RejectedExecutionException closed) {
      // Closed meanwhile; the command stays unfinished, and the last checkpoint has it.
    }
  }

  private void run(Entry entry) {
    AttemptResult result = tryOnce(entry.command);
    entry.attempts++;
    if (threads.isShutdown()) {
      // Whatever was given may only tell of the interruption; the last checkpoint has the command.
      return;
    }
    if (result.isRetry()) {
      if (!retryPolicy.isExhausted(entry.attempts)) {
        double random = ThreadLocalRandom.current().nextDouble();
        long backoff = retryPolicy.backoffMillis(entry.attempts, random);
        listener.retrying(entry.command, entry.attempts, backoff, result.reason());
        schedule(entry, backoff, TimeUnit.MILLISECONDS);
        return;
      }
      result =
          AttemptResult.done(
              CommandOutcome.GAVE_UP, "attempt " + entry.attempts + " failed: " + result.reason());
    }
    finish(entry, result);
  }

  private AttemptResult tryOnce(ScalingCommand command) {
    try {
      return attempt.apply(command);
    } catch (RuntimeException | LinkageError unforeseen) {
      return AttemptResult.unforeseen(unforeseen);
    }
  }

  private void finish(Entry entry, AttemptResult result) {
    listener.finished(entry.command, result);
    Entry next;
    synchronized (lanes) {
      Deque<Entry> lane = lanes.get(entry.command.group());
      lane.remove();
      next = lane.peek();
      if (next == null) {
        lanes.remove(entry.command.group());
      }
    }
    if (next != null) {
      start(next);
    }
    entry.whenDone.run();
  }

  private static final class Entry {
    private final ScalingCommand command;
    private final long notBefore;
    private final Runnable whenDone;
    private int attempts;

    private Entry(ScalingCommand command, long notBefore, Runnable whenDone) {
      this.command = command;
      this.notBefore = notBefore;
      this.whenDone = whenDone;
    }
  }
}
