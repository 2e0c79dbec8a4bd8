package io.prescale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.dashboard.testing.Browser;
import io.prescale.dashboard.testing.TestLog;
import io.prescale.decisionlog.testing.PostgresServer;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The same over PostgreSQL, which is also stopped and started again. */
class PostgresApiTest extends ApiContract {
  private PostgresServer server;

  @Override
  TestLog emptyLog() throws Exception {
    server = PostgresServer.start();
    return TestLog.in(server.address());
  }

  @AfterAll
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void aDatabaseThatIsDownShowsAndIsUsedAgainWhenItIsBack() throws Exception {
    try (PostgresServer other = PostgresServer.start()) {
      TestLog.in(other.address()).close();
      try (Dashboard dashboard = Dashboard.start(other.address(), DashboardSettings.local(0))) {
        Browser browser = new Browser(dashboard.address());
        assertThat(browser.get("/api/status").statusCode()).isEqualTo(200);
        other.stop();
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(
                () -> {
                  var answer = browser.get("/api/fleet");
                  assertThat(answer.statusCode()).isEqualTo(503);
                  assertThat(browser.json(answer).get("code").asText())
                      .isEqualTo("log_unreachable");
                  assertThat(browser.json(answer).get("message").asText())
                      .contains("cannot be reached", "recovers by itself");
                });
        other.startAgain();
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> browser.get("/api/status").statusCode() == 200);
      }
    }
  }
}
