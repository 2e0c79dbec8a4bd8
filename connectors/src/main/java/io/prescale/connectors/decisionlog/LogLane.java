package io.prescale.connectors.decisionlog;

import io.prescale.connectors.autoscaling.RetryPolicy;
import io.prescale.decisionlog.DecisionLogSchemaException;
import io.prescale.decisionlog.DecisionLogUnavailableException;
import io.prescale.decisionlog.DecisionLogWriter;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches one after the other in a thread of its own, each until it is written:
 *
 * <pre>
 *   written                         -> done, whether or not old rows could be deleted then
 *   database away, or out of order  -> again after a backoff, for as long as it takes
 *   database refuses a row          -> the rows one by one; the refused ones are reported
 *   schema of another version       -> the job fails and says so
 * </pre>
 *
 * @param <T> type of the records
 */
final class LogLane<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogLane.class);
  private static final int STOP_SECONDS = 10;

  private final LogEntries<T> entries;

  /** Used by the thread alone, but closed when it has ended. */
  private final LogConnection connection;

  private final RetryPolicy retryPolicy;
  private final LogReport report;
  private final LogCleaning cleaning;
  private final ExecutorService thread;
  private final Queue<List<byte[]>> unwritten = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  LogLane(
      LogEntries<T> entries,
      LogConnection connection,
      RetryPolicy retryPolicy,
      LogReport report,
      LogCleaning cleaning) {
    this.entries = entries;
    this.connection = connection;
    this.retryPolicy = retryPolicy;
    this.report = report;
    this.cleaning = cleaning;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread worker = new Thread(task, "prescale-decision-log");
              worker.setDaemon(true);
              return worker;
            });
  }

  /** What becomes of a batch in the end. Called from the lane's thread. */
  interface Outcome {
    void done();

    void failed(Exception fatal);
  }

  /** Writes a batch after those before it. */
  void submit(List<byte[]> batch, Outcome outcome) {
    unwritten.add(batch);
    waiting.addAndGet(batch.size());
    thread.execute(() -> writeUntilDone(batch, outcome));
  }

  /** The entries of all batches that are not written, in order. */
  List<byte[]> unwritten() {
    List<byte[]> all = new ArrayList<>();
    unwritten.forEach(all::addAll);
    return all;
  }

  /** How many entries are not written. */
  int waiting() {
    return waiting.get();
  }

  private void writeUntilDone(List<byte[]> batch, Outcome outcome) {
    try {
      for (int attempt = 1; closed.getCount() > 0; attempt++) {
        if (isWritten(batch, attempt)) {
          unwritten.remove();
          waiting.addAndGet(-batch.size());
          outcome.done();
          return;
        }
        double jitter = ThreadLocalRandom.current().nextDouble();
        closed.await(retryPolicy.backoffMillis(attempt, jitter), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DecisionLogSchemaException e) {
      outcome.failed(e);
    } catch (RuntimeException | IOException e) {
      outcome.failed(new IOException("the decision log cannot be written", e));
    }
  }

  private boolean isWritten(List<byte[]> batch, int attempt) throws IOException {
    try {
      write(batch);
    } catch (SQLException | DecisionLogUnavailableException e) {
      connection.close();
      report.unavailable(attempt, e);
      return false;
    }
    clean();
    return true;
  }

  /** What cannot be deleted now is older still after the next batch. */
  private void clean() throws IOException {
    try {
      cleaning.next(connection.writer());
    } catch (SQLException | DecisionLogUnavailableException e) {
      connection.close();
      report.notCleaned(e);
    }
  }

  private void write(List<byte[]> batch) throws SQLException, IOException {
    List<T> records = new ArrayList<>(batch.size());
    for (byte[] bytes : batch) {
      records.add(entries.fromBytes(bytes));
    }
    DecisionLogWriter writer = connection.writer();
    try {
      entries.write(writer, records);
      report.written(records.size());
    } catch (SQLException e) {
      if (!RefusedRows.isOne(e)) {
        throw e;
      }
      writeOneByOne(writer, records);
    }
  }

  private void writeOneByOne(DecisionLogWriter writer, List<T> records) throws SQLException {
    for (T record : records) {
      try {
        entries.write(writer, List.of(record));
        report.written(1);
      } catch (SQLException e) {
        if (!RefusedRows.isOne(e)) {
          throw e;
        }
        report.refused(e);
      }
    }
  }

  /** What is not written is in the checkpoint, or is read again. */
  @Override
  public void close() {
    closed.countDown();
    thread.shutdown();
    try {
      // Not interrupted at once: H2 closes its file when a thread is interrupted that uses it.
      if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The database of the decision log did not answer; its connection is given up");
        thread.shutdownNow();
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    connection.close();
  }
}
