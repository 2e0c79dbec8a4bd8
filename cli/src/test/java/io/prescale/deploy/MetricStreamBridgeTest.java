package io.prescale.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.prescale.testing.ExternalTools;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the Lambda function that bridges a metric stream to Kinesis. */
class MetricStreamBridgeTest {
  private static final int TIMEOUT_SECONDS = 120;

  @TempDir Path folder;

  @Test
  void theTestsOfTheLambdaPass() throws Exception {
    if (!ExternalTools.isContinuousIntegration()) {
      assumeThat(ExternalTools.missing("node", "nodejs")).isEmpty();
    }
    Path source = Path.of(System.getProperty("prescale.root", ".."), "deploy", "metric-stream");
    Path log = folder.resolve("node.log");

    ExternalTools.run(
        source.toAbsolutePath(), log, TIMEOUT_SECONDS, "node", "--test", "test/bridge.test.js");

    assertThat(Files.readString(log)).containsPattern("# pass [1-9]").contains("# fail 0");
  }
}
