package io.prescale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prescale.dashboard.testing.Browser;
import io.prescale.dashboard.testing.GroupStory;
import io.prescale.dashboard.testing.TestLog;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.Guardrail;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How often each guardrail held, in the ranges that are shown hour by hour: they are counted by
 * decision all the same.
 */
class GuardrailCountsTest {
  private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
  private static final Duration SLOT = Slots.LENGTH;

  private TestLog log;
  private Dashboard dashboard;

  @BeforeEach
  void start() throws Exception {
    log = TestLog.inMemory();
    write("web", Duration.ZERO);
    write("web", Duration.ofMinutes(15), Guardrail.MAX_SIZE, Guardrail.REACTIVE_FLOOR);
    write("web", Duration.ofDays(2), Guardrail.MAX_SIZE);
    write("web", Duration.ofDays(7).minus(SLOT), Guardrail.SCALE_IN_STABILIZATION);
    write("web", Duration.ofDays(7), Guardrail.SCALE_IN_STABILIZATION, Guardrail.MAX_SIZE);
    write("web", Duration.ofDays(20), Guardrail.SCALE_IN_STABILIZATION);
    write("web", Duration.ofDays(30).minus(SLOT), Guardrail.CALENDAR_FREEZE);
    write("web", Duration.ofDays(30), Guardrail.CALENDAR_FREEZE);
    write("api", Duration.ofMinutes(30), Guardrail.MAX_SIZE);
    write("api", Duration.ZERO);
    dashboard =
        Dashboard.start(
            log.address(), DashboardSettings.local(0), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void stop() throws Exception {
    dashboard.close();
    log.close();
  }

  @Test
  void sevenDaysCountTheDecisionsOfThoseDaysAndOfThatGroup() {
    assertThat(counts("web", "7d"))
        .containsExactly("MAX_SIZE 2", "REACTIVE_FLOOR 1", "SCALE_IN_STABILIZATION 1");
    assertThat(counts("api", "7d")).containsExactly("MAX_SIZE 1");
  }

  @Test
  void thirtyDaysCountThemAllMostOftenFirst() {
    assertThat(counts("web", "30d"))
        .containsExactly(
            "MAX_SIZE 3", "SCALE_IN_STABILIZATION 3", "CALENDAR_FREEZE 1", "REACTIVE_FLOOR 1");
  }

  @Test
  void theLastTimeIsTheNewestInTheRange() {
    JsonNode first = guardrails("web", "30d").get(0);

    assertThat(first.get("lastSlotEnd").asLong())
        .isEqualTo(NOW.minus(Duration.ofMinutes(15)).toEpochMilli());
  }

  @Test
  void aRevisedDecisionCountsOnce() throws Exception {
    write("web", Duration.ofDays(2), Guardrail.REACTIVE_FLOOR);

    for (String range : List.of("7d", "30d")) {
      assertThat(counts("web", range)).as(range).contains("REACTIVE_FLOOR 2");
    }
    assertThat(counts("web", "7d")).contains("MAX_SIZE 1");
  }

  private void write(String group, Duration before, Guardrail... guardrails) throws Exception {
    ScalingDecision decision =
        new GroupStory(group, ScalingMode.ENFORCE, 1).decide(NOW.minus(before).toEpochMilli());
    decision.guardrails = guardrails;
    log.write(decision);
  }

  private List<String> counts(String group, String range) {
    List<String> counts = new ArrayList<>();
    for (JsonNode count : guardrails(group, range)) {
      counts.add(count.get("guardrail").asText() + " " + count.get("slots").asInt());
    }
    return counts;
  }

  private JsonNode guardrails(String group, String range) {
    Browser browser = new Browser(dashboard.address());
    int id = browser.json("/api/fleet", "search", group).at("/groups/0/id").asInt();
    JsonNode series = browser.json("/api/groups/" + id, "range", range).get("series");
    assertThat(series.get("resolution").asText()).isEqualTo("hour");
    return series.get("guardrails");
  }
}
