package io.prescale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prescale.dashboard.testing.Browser;
import io.prescale.dashboard.testing.GroupStory;
import io.prescale.dashboard.testing.TestLog;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.time.Slots;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
  @Test
  void databaseWithoutTablesSaysWhoMakesThem() throws Exception {
    try (Dashboard dashboard =
        Dashboard.start(TestLog.emptyInMemory(), DashboardSettings.local(0))) {
      Browser browser = new Browser(dashboard.address());
      var answer = browser.get("/api/fleet");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(browser.json(answer).get("code").asText()).isEqualTo("log_no_log");
      assertThat(browser.json(answer).get("message").asText()).contains("recorder job creates it");
    }
  }

  @Test
  void tablesOfAnotherVersionAreNamedAsTheReason() throws Exception {
    try (TestLog log = TestLog.inMemory()) {
      change(log, "DROP VIEW fleet");
      change(log, "ALTER TABLE group_latest RENAME COLUMN forecast_cpu TO forecast_load");
      try (Dashboard dashboard = Dashboard.start(log.address(), DashboardSettings.local(0))) {
        Browser browser = new Browser(dashboard.address());
        assertThat(browser.json(browser.get("/api/fleet")).get("code").asText())
            .isEqualTo("log_other_schema");
      }
    }
  }

  @Test
  void tablesOfANewerVersionAreRefusedWithBothVersions() throws Exception {
    try (TestLog log = TestLog.inMemory()) {
      change(
          log,
          "INSERT INTO \"prescale_schema_history\" (\"installed_rank\", \"version\","
              + " \"description\", \"type\", \"script\", \"installed_by\", \"execution_time\","
              + " \"success\") VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'sa', 1, TRUE)");
      try (Dashboard dashboard = Dashboard.start(log.address(), DashboardSettings.local(0))) {
        Browser browser = new Browser(dashboard.address());
        JsonNode answer = browser.json(browser.get("/api/fleet"));
        assertThat(answer.get("code").asText()).isEqualTo("log_other_schema");
        assertThat(answer.get("message").asText()).contains("version 99", "Update Prescale");
      }
    }
  }

  @Test
  void emptyLogIsAProblemAndEveryPageStillAnswers() throws Exception {
    try (TestLog log = TestLog.inMemory();
        Dashboard dashboard = Dashboard.start(log.address(), DashboardSettings.local(0))) {
      Browser browser = new Browser(dashboard.address());
      assertThat(codes(browser.json("/api/status"))).containsExactly("empty");
      assertThat(browser.json("/api/fleet").get("total").asInt()).isZero();
      assertThat(browser.json("/api/calendar").get("events")).isEmpty();
      assertThat(browser.json("/api/model").get("inForce").isNull()).isTrue();
    }
  }

  @Test
  void logThatNobodyWritesToAnyMoreIsQuiet() throws Exception {
    try (TestLog log = TestLog.inMemory()) {
      log.tell("web", ScalingMode.OBSERVE, Instant.now(), 3);
      change(log, "UPDATE group_latest SET recorded_at = recorded_at - INTERVAL '20' MINUTE");
      try (Dashboard dashboard = Dashboard.start(log.address(), DashboardSettings.local(0))) {
        JsonNode status = new Browser(dashboard.address()).json("/api/status");
        assertThat(codes(status)).containsExactly("quiet");
        assertThat(status.at("/problems/0/message").asText()).contains("20 minutes");
      }
    }
  }

  @Test
  void aGroupWithAWrongClockDoesNotMakeTheOthersStale() throws Exception {
    try (TestLog log = TestLog.inMemory()) {
      long now = Slots.startOf(System.currentTimeMillis());
      log.tell("right", ScalingMode.OBSERVE, Instant.ofEpochMilli(now), 3);
      log.write(new GroupStory("ahead", ScalingMode.OBSERVE, 1).decide(now + 100 * Slots.MILLIS));
      try (Dashboard dashboard = Dashboard.start(log.address(), DashboardSettings.local(0))) {
        Browser browser = new Browser(dashboard.address());
        JsonNode status = browser.json("/api/status");
        assertThat(codes(status)).containsExactly("clock");
        assertThat(status.get("newestSlot").asLong()).isEqualTo(now);
        assertThat(browser.json("/api/fleet", "warning", "stale").get("total").asInt()).isZero();
      }
    }
  }

  @Test
  void aCalendarThatCannotBeReadIsShownWithItsFaults() throws Exception {
    try (TestLog log = TestLog.inMemory()) {
      log.putCalendarInForce(Instant.now(), "{\"events\":[{\"id\":1}]}");
      log.tell("web", ScalingMode.OBSERVE, Instant.now(), 3);
      try (Dashboard dashboard = Dashboard.start(log.address(), DashboardSettings.local(0))) {
        Browser browser = new Browser(dashboard.address());
        assertThat(browser.json("/api/calendar").get("problem").asText()).contains("is refused");
        assertThat(browser.get("/api/groups/1").statusCode()).isEqualTo(200);
      }
    }
  }

  private static void change(TestLog log, String sql) throws Exception {
    try (Connection connection = log.address().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> codes(JsonNode status) {
    List<String> codes = new ArrayList<>();
    status.get("problems").forEach(problem -> codes.add(problem.get("code").asText()));
    return codes;
  }
}
