package io.prescale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.prescale.dashboard.testing.Browser;
import io.prescale.dashboard.testing.GroupStory;
import io.prescale.dashboard.testing.TestLog;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.Guardrail;
import io.prescale.domain.policy.PreviousCommand;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the JSON interface answers, whatever database the log is in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiContract {
  private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
  private static final String CALENDAR =
      "{\"events\":[{\"id\":\"flash-sale\",\"name\":\"Flash <b>sale</b>\","
          + "\"start\":\"2026-03-05T09:00:00Z\",\"end\":\"2026-03-05T11:00:00Z\","
          + "\"groups\":[\"web-*\"],\"minCapacity\":12,\"freezeScaleIn\":true}]}";

  private TestLog log;
  private Dashboard dashboard;
  private Browser browser;

  /** An empty log. */
  abstract TestLog emptyLog() throws Exception;

  @BeforeAll
  void startDashboard() throws Exception {
    log = emptyLog();
    log.putCalendarInForce(NOW.minus(Duration.ofDays(1)), CALENDAR);
    log.putModelInForce(NOW.minus(Duration.ofDays(2)));
    log.write(
        new GroupStory("web-1", ScalingMode.ENFORCE, 1)
            .withSale(
                Instant.parse("2026-03-05T09:00:00Z").toEpochMilli(),
                Instant.parse("2026-03-05T11:00:00Z").toEpochMilli()),
        NOW,
        60);
    log.tell("web_2", ScalingMode.OBSERVE, NOW, 30);
    log.tell("WEB%3", ScalingMode.OBSERVE, NOW, 30);
    log.tell("old", ScalingMode.ENFORCE, NOW.minus(Duration.ofHours(2)), 5);
    writeTroubled();
    dashboard =
        Dashboard.start(
            log.address(), DashboardSettings.local(0), Clock.fixed(NOW, ZoneOffset.UTC));
    browser = new Browser(dashboard.address());
  }

  private void writeTroubled() throws SQLException {
    ScalingDecision full = newest("full");
    full.reason = Reason.AT_MAX_SIZE;
    full.guardrails = new Guardrail[] {Guardrail.MAX_SIZE};
    full.desiredCapacity = full.currentCapacity;
    ScalingDecision blind = newest("blind");
    blind.forecastCpu = Double.NaN;
    blind.reason = Reason.OBSERVED_WITHIN_BOUNDS;
    blind.forecast = null;
    ScalingDecision lost = newest("lost");
    lost.previousCommand =
        new PreviousCommand(PreviousCommand.Status.NOT_OBSERVED, NOW.toEpochMilli() - 900_000, 9);
    log.write(full, blind, lost, newest("revised"));
  }

  private static ScalingDecision newest(String group) {
    return new GroupStory(group, ScalingMode.ENFORCE, 5).decide(NOW.toEpochMilli());
  }

  @AfterAll
  void stopDashboard() throws Exception {
    dashboard.close();
    log.close();
  }

  @Test
  void fleetIsServedInPagesWithoutOverlap() {
    List<String> names = new ArrayList<>();
    for (int page = 0; page < 4; page++) {
      JsonNode answer = browser.json("/api/fleet", "size", "2", "page", String.valueOf(page));
      assertThat(answer.get("total").asInt()).isEqualTo(8);
      names.addAll(names(answer));
    }
    assertThat(names)
        .containsExactlyInAnyOrder(
            "web-1", "web_2", "WEB%3", "old", "full", "blind", "lost", "revised");
  }

  @Test
  void searchTakesWildcardsAsTheyStandAndNoHeedOfCase() {
    assertThat(names(browser.json("/api/fleet", "search", "wEb")))
        .containsExactlyInAnyOrder("web-1", "web_2", "WEB%3");
    assertThat(names(browser.json("/api/fleet", "search", "%"))).containsExactly("WEB%3");
    assertThat(names(browser.json("/api/fleet", "search", "b_"))).containsExactly("web_2");
    assertThat(names(browser.json("/api/fleet", "search", "!"))).isEmpty();
  }

  @Test
  void fleetIsFilteredByModeAndCountsAllThatMatchTheSearch() {
    JsonNode observed = browser.json("/api/fleet", "mode", "observe");
    assertThat(names(observed)).containsExactlyInAnyOrder("web_2", "WEB%3");
    assertThat(observed.at("/summary/groups").asInt()).isEqualTo(8);
    assertThat(observed.at("/summary/enforce").asInt()).isEqualTo(6);
  }

  @Test
  void eachWarningIsFoundByItsFilter() {
    assertThat(names(browser.json("/api/fleet", "warning", "stale"))).containsExactly("old");
    assertThat(names(browser.json("/api/fleet", "warning", "at-max"))).containsExactly("full");
    assertThat(names(browser.json("/api/fleet", "warning", "fallback"))).containsExactly("blind");
    assertThat(names(browser.json("/api/fleet", "warning", "command-lost")))
        .containsExactly("lost");
    assertThat(
            names(
                browser.json(
                    "/api/fleet", "warning", "any", "sort", "warnings", "descending", "true")))
        .containsExactly("old", "full", "blind", "lost");
  }

  @Test
  void sortedFleetHasGroupsWithoutTheValueLastInBothDirections() {
    for (String descending : List.of("true", "false")) {
      JsonNode fleet = browser.json("/api/fleet", "sort", "forecast", "descending", descending);
      assertThat(names(fleet)).last().isEqualTo("blind");
    }
    JsonNode byCpu = browser.json("/api/fleet", "sort", "cpu", "descending", "true");
    List<Double> cpu = numbers(byCpu.get("groups"), "cpu");
    assertThat(cpu).isSortedAccordingTo((one, other) -> Double.compare(other, one));
  }

  @Test
  void groupShowsForEachSlotWhatWasForecastForItInTheSlotBefore() throws SQLException {
    JsonNode group = group("web-1", "3h");
    JsonNode series = group.get("series");
    long newest = NOW.toEpochMilli();
    List<ScalingDecision> decisions = decisions("web-1", newest);
    ScalingDecision last = decisions.get(decisions.size() - 1);
    ScalingDecision before = decisions.get(decisions.size() - 2);
    assertThat(series.get("resolution").asText()).isEqualTo("slot");
    assertThat(series.get("times")).hasSize(36);
    assertThat(series.get("times").get(35).asLong()).isEqualTo(newest / 1000);
    assertThat(series.get("cpu").get(35).asDouble()).isCloseTo(last.observedCpu, within(0.001));
    assertThat(series.get("forecast").get(35).asDouble())
        .isCloseTo(before.forecast.expected[0] / last.observedInServiceInstances, within(0.001));
    assertThat(series.get("demand").get(35).asDouble())
        .isCloseTo(last.observedCpu * last.observedInServiceInstances / 100, within(0.001));
  }

  @Test
  void longRangesKeepTheHighestValueOfEachHour() throws SQLException {
    JsonNode series = group("web-1", "7d").get("series");
    assertThat(series.get("resolution").asText()).isEqualTo("hour");
    double highest =
        decisions("web-1", NOW.toEpochMilli()).stream()
            .mapToDouble(decision -> decision.observedCpu)
            .max()
            .orElseThrow();
    assertThat(values(series.get("cpuHighest"))).anyMatch(cpu -> Math.abs(cpu - highest) < 0.001);
  }

  @Test
  void eventsOfTheCalendarConcernTheirGroupsOnly() {
    JsonNode events = group("web-1", "12h").get("events");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).get("name").asText()).isEqualTo("Flash <b>sale</b>");
    assertThat(group("web_2", "12h").get("events")).isEmpty();
  }

  @Test
  void onlyAnObservedGroupTellsWhatEnforceWouldHaveDone() {
    assertThat(group("web-1", "3h").get("counterfactual").isNull()).isTrue();
    JsonNode would = group("web_2", "3h").get("counterfactual");
    assertThat(would.get("decisions").asInt()).isEqualTo(30);
  }

  @Test
  void actionsAreListedNewestFirstAndFurtherOnesAfterThem() {
    int id = idOf("web-1");
    JsonNode all = browser.json("/api/groups/" + id + "/decisions", "limit", "10");
    assertThat(all.get("decisions")).hasSize(10);
    String oldest = all.get("decisions").get(9).get("slotEnd").asText();
    JsonNode further = browser.json("/api/groups/" + id + "/decisions", "before", oldest);
    assertThat(further.get("decisions").get(0).get("slotEnd").asLong())
        .isEqualTo(Long.parseLong(oldest) - Slots.MILLIS);
    JsonNode actions =
        browser.json("/api/groups/" + id + "/decisions", "actions-only", "true", "limit", "200");
    assertThat(actions.get("decisions")).isNotEmpty();
    assertThat(texts(actions.get("decisions"), "action")).doesNotContain("HOLD");
  }

  @Test
  void aRevisedDecisionReplacesTheFirst() throws SQLException {
    ScalingDecision revised = newest("revised");
    revised.observedCpu = 12.5;
    log.write(revised, revised);
    JsonNode series = group("revised", "3h").get("series");
    assertThat(values(series.get("cpu"))).containsExactly(12.5);
  }

  @Test
  void calendarTellsWhatItsEventsChanged() {
    JsonNode event = browser.json("/api/calendar").get("events").get(0);
    assertThat(event.get("id").asText()).isEqualTo("flash-sale");
    assertThat(texts(event.get("effects"), "guardrail")).contains("CALENDAR_FREEZE");
    assertThat(event.get("occurrences")).hasSize(1);
  }

  @Test
  void modelPageShowsTheReportOfTheModelInForce() {
    JsonNode model = browser.json("/api/model");
    assertThat(model.at("/inForce/name").asText()).isEqualTo(GroupStory.MODEL);
    assertThat(model.at("/inForce/problem").isNull()).isTrue();
    assertThat(model.at("/inForce/accuracy/0/ratio").asDouble()).isBetween(0.5, 1.0);
    assertThat(model.get("swaps")).hasSize(1);
    assertThat(model.at("/live/0/groups").asInt()).isPositive();
  }

  @Test
  void unknownGroupIsNotFound() {
    var answer = browser.get("/api/groups/999999");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(browser.json(answer).get("message").asText()).contains("group 999999");
  }

  private JsonNode group(String name, String range) {
    return browser.json("/api/groups/" + idOf(name), "range", range);
  }

  private int idOf(String name) {
    for (JsonNode group : browser.json("/api/fleet", "search", name).get("groups")) {
      if (group.get("name").asText().equals(name)) {
        return group.get("id").asInt();
      }
    }
    throw new AssertionError("no group " + name);
  }

  private List<ScalingDecision> decisions(String group, long newest) throws SQLException {
    try (var connection = log.address().connect()) {
      return new io.prescale.decisionlog.DecisionLogReader(connection)
          .decisions(group, newest - Duration.ofDays(2).toMillis(), newest + 1);
    }
  }

  private static List<String> names(JsonNode fleet) {
    return texts(fleet.get("groups"), "name");
  }

  private static List<String> texts(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(element -> element.get(field).asText())
        .toList();
  }

  private static List<Double> numbers(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(element -> element.get(field).asDouble())
        .toList();
  }

  private static List<Double> values(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asDouble).toList();
  }
}
