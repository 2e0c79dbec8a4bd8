package io.prescale.deploy;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.prescale.testing.ExternalTools;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets Prometheus itself check the alert rules, and run their tests. */
class AlertRulesTest {
  private static final int TIMEOUT_SECONDS = 60;

  @TempDir Path folder;

  @Test
  void prometheusTakesTheRulesAndTheyFireWhenTheyShould() {
    if (!ExternalTools.isContinuousIntegration()) {
      assumeThat(ExternalTools.missing("promtool", "prometheus")).isEmpty();
    }
    Path rules = Path.of(System.getProperty("prescale.root", ".."), "deploy", "prometheus");
    Path log = folder.resolve("promtool.log");

    run(rules, log, "check", "rules", "alerts.yaml");
    run(rules, log, "test", "rules", "alerts-test.yaml");
  }

  private static void run(Path rules, Path log, String verb, String noun, String file) {
    ExternalTools.run(rules.toAbsolutePath(), log, TIMEOUT_SECONDS, "promtool", verb, noun, file);
  }
}
