package io.prescale.decisionlog;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2DecisionLogTest extends DecisionLogContract {
  @TempDir private static Path folder;

  @Override
  DatabaseAddress database() {
    return DatabaseAddress.of("jdbc:h2:file:" + folder.resolve("log"));
  }
}
