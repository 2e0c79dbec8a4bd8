package io.prescale.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

class H2DecisionLogTest extends DecisionLogContract {
  @TempDir private static Path folder;

  @Override
  DatabaseAddress database() {
    return DatabaseAddress.of("jdbc:h2:file:" + folder.resolve("log"));
  }

  /** As the sinks of a recorder do, each of which wants the schema when it opens. */
  @RepeatedTest(4)
  void severalMayCreateTheSchemaAtTheSameTime(RepetitionInfo repetition) throws Exception {
    DatabaseAddress fresh =
        DatabaseAddress.of(
            "jdbc:h2:file:" + folder.resolve("fresh-" + repetition.getCurrentRepetition()));
    int writers = 8;
    CyclicBarrier together = new CyclicBarrier(writers);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<?>> migrations = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        migrations.add(
            threads.submit(
                () -> {
                  together.await();
                  new DecisionLogSchema(fresh).migrate();
                  return null;
                }));
      }
      for (Future<?> migration : migrations) {
        assertThat(migration.get()).isNull();
      }
    } finally {
      threads.shutdownNow();
    }
    new DecisionLogSchema(fresh).check();
  }
}
