package io.prescale.connectors.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads batches side by side, one call each at a time. */
final class BatchReader implements AutoCloseable {
  private final MetricReader reader;
  private final ExecutorService threads;

  BatchReader(MetricReader reader, int concurrentCalls) {
    this.reader = reader;
    this.threads =
        Executors.newFixedThreadPool(
            concurrentCalls,
            task -> {
              Thread thread = new Thread(task, "prescale-collector");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Reads the batches, and returns when all are read or have failed. */
  void read(List<ReadBatch> batches) throws InterruptedException {
    List<Future<?>> reads = new ArrayList<>(batches.size());
    for (ReadBatch batch : batches) {
      reads.add(
          threads.submit(
              () -> {
                batch.read(reader);
                return null;
              }));
    }
    for (Future<?> read : reads) {
      try {
        read.get();
      } catch (ExecutionException broken) {
        throw new IllegalStateException("A call of CloudWatch broke down", broken.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    reader.close();
  }
}
