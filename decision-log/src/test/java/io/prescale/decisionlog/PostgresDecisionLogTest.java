package io.prescale.decisionlog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.decisionlog.testing.PostgresServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresDecisionLogTest extends DecisionLogContract {
  private static PostgresServer server;

  @BeforeAll
  static void start() throws IOException {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Override
  DatabaseAddress database() {
    return server.address();
  }

  @Test
  void aDatabaseThatIsDownIsNotAvailableRatherThanUnusable() {
    server.stop();
    try {
      assertThatThrownBy(() -> new DecisionLogSchema(server.address()).migrate())
          .isInstanceOf(DecisionLogUnavailableException.class)
          .hasMessageContaining("cannot be reached");
    } finally {
      server.startAgain();
    }
  }
}
