package io.prescale.connectors.polling;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The background thread of a polled source. It holds one answer until the reader takes it, and
 * polls on only then: a job under back pressure is not polled ahead of.
 */
final class PollingLoop<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PollingLoop.class);

  /** How long closing waits for a poll in progress; its own time-outs end it in any case. */
  private static final long CLOSE_MILLIS = 5_000;

  private final String subject;
  private final PollerFactory<T> pollers;
  private final PollSchedule schedule;
  private final PollingMetrics metrics;
  private final byte[] restoredState;
  private final Thread thread;

  private final Object lock = new Object();
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private PollResult<T> answer;
  private boolean finished;
  private Exception failure;

  /** Starts polling. */
  PollingLoop(
      String subject,
      PollerFactory<T> pollers,
      PollSchedule schedule,
      PollingMetrics metrics,
      byte[] restoredState) {
    this.subject = subject;
    this.pollers = pollers;
    this.schedule = schedule;
    this.metrics = metrics;
    this.restoredState = restoredState;
    this.thread = new Thread(this::run, "poll " + subject);
    thread.setDaemon(true);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
  }

  /** Complete when {@link #take()} has something to say. */
  CompletableFuture<Void> available() {
    synchronized (lock) {
      return available;
    }
  }

  /**
   * The next answer, or null if there is none yet.
   *
   * @throws IOException if there will be none, with the reason
   */
  PollResult<T> take() throws IOException {
    synchronized (lock) {
      PollResult<T> taken = answer;
      if (taken == null) {
        if (failure != null) {
          throw new IOException(
              "Polling the " + subject + " failed: " + messageOf(failure), failure);
        }
        return null;
      }
      answer = null;
      if (!finished && failure == null) {
        available = new CompletableFuture<>();
      }
      lock.notifyAll();
      return taken;
    }
  }

  /** Whether everything was taken and nothing will follow. */
  boolean isFinished() {
    synchronized (lock) {
      return finished && answer == null;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (Poller<T> poller = pollers.create()) {
      poller.open(restoredState);
      pollUntilDone(poller);
    } catch (InterruptedException closed) {
      LOG.debug("Polling the {} ends", subject);
    } catch (Exception | LinkageError broken) {
      Exception cause =
          broken instanceof Exception ? (Exception) broken : new IllegalStateException(broken);
      signal(null, false, cause);
    }
  }

  private void pollUntilDone(Poller<T> poller) throws Exception {
    int failures = 0;
    while (true) {
      long pause = schedule.intervalMillis();
      try {
        PollResult<T> result = poller.poll();
        metrics.succeeded();
        if (failures > 0) {
          LOG.info("Polling the {} succeeded again after {} failures", subject, failures);
        }
        failures = 0;
        pause = result.pauseMillis().orElse(pause);
        signal(result, schedule.isOnce(), null);
        if (schedule.isOnce()) {
          return;
        }
        awaitTaken();
      } catch (InterruptedException closed) {
        throw closed;
      } catch (Exception failed) {
        if (thread.isInterrupted()) {
          throw new InterruptedException();
        }
        failures++;
        metrics.failed();
        if (schedule.isExhausted(failures)) {
          throw failed;
        }
        pause = schedule.backoffMillis(failures, ThreadLocalRandom.current().nextDouble());
        warn(failed, failures, pause);
      }
      Thread.sleep(pause);
    }
  }

  private void warn(Exception failed, int failures, long pause) {
    LOG.warn(
        "Polling the {} failed, {} time(s) in a row; what was last read stays in force, next attempt"
            + " in {} ms: {}",
        subject,
        failures,
        pause,
        messageOf(failed));
    LOG.debug("Polling the {} failed", subject, failed);
  }

  private static String messageOf(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private void awaitTaken() throws InterruptedException {
    synchronized (lock) {
      while (answer != null) {
        lock.wait();
      }
    }
  }

  private void signal(PollResult<T> result, boolean last, Exception cause) {
    CompletableFuture<Void> toComplete;
    synchronized (lock) {
      if (result != null) {
        answer = result;
      }
      finished = last;
      failure = cause;
      toComplete = available;
    }
    // Outside the lock: completing runs the task's callbacks.
    toComplete.complete(null);
  }
}
