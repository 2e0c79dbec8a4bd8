package io.prescale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prescale.dashboard.testing.Browser;
import io.prescale.dashboard.testing.TestLog;
import io.prescale.domain.fleet.ScalingMode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and parameters that are meant to do harm. */
class HostileInputTest {
  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "'; DROP TABLE decision; --",
          "' OR '1'='1",
          "%' UNION SELECT 1 --",
          "../../etc/passwd",
          "\u202Eevil\u202C \u05E9\u05DC\u05D5\u05DD",
          "\uD83D\uDE80\uD83D\uDD25 emoji \uD83D\uDC69\u200D\uD83D\uDCBB",
          "\uD83D",
          "\u0000zero",
          "line\r\nSet-Cookie: a=b",
          "${jndi:ldap://localhost/a}",
          "-1",
          "0",
          "1e9",
          "99999999999999999999",
          "NaN",
          "null",
          "[]",
          " ",
          "x".repeat(1500));

  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "/api/fleet",
          List.of("search", "mode", "warning", "sort", "descending", "page", "size"),
          "/api/groups/1",
          List.of("range"),
          "/api/groups/1/decisions",
          List.of("before", "actions-only", "limit"),
          "/api/status",
          List.of("x"),
          "/api/calendar",
          List.of("x"),
          "/api/model",
          List.of("x"),
          "/api/vocabulary",
          List.of("x"));

  private static TestLog log;
  private static Dashboard dashboard;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    log = TestLog.inMemory();
    Instant now = Instant.now();
    for (String name : names()) {
      log.tell(name, ScalingMode.OBSERVE, now, 3);
    }
    dashboard = Dashboard.start(log.address(), DashboardSettings.local(0));
    browser = new Browser(dashboard.address());
  }

  @AfterAll
  static void stop() throws Exception {
    dashboard.close();
    log.close();
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    HOSTILE.stream()
        .filter(name -> !name.isBlank() && name.indexOf('\0') < 0 && !name.equals("\uD83D"))
        .forEach(names::add);
    names.add("10 KB ".repeat(1700));
    return names;
  }

  @Test
  void namesComeBackAsTheyAre() {
    List<String> found = new ArrayList<>();
    JsonNode fleet = browser.json("/api/fleet", "size", "200");
    fleet.get("groups").forEach(group -> found.add(group.get("name").asText()));
    assertThat(found).containsExactlyInAnyOrderElementsOf(names());
  }

  @Test
  void answersAreNeverTakenForPages() {
    HttpResponse<String> answer = browser.get("/api/fleet", "size", "200");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  static List<Arguments> requests() {
    List<Arguments> requests = new ArrayList<>();
    PARAMETERS.forEach(
        (path, parameters) ->
            parameters.forEach(
                parameter ->
                    HOSTILE.forEach(value -> requests.add(Arguments.of(path, parameter, value)))));
    return requests;
  }

  @ParameterizedTest
  @MethodSource("requests")
  void hostileParametersAreAnsweredOrRefusedWithTheirName(
      String path, String parameter, String value) {
    HttpResponse<String> answer = browser.get(path, parameter, value);
    assertThat(answer.statusCode()).isIn(200, 400);
    if (answer.statusCode() == 400) {
      assertThat(browser.json(answer).get("message").asText())
          .contains(parameter)
          .hasSizeLessThan(400);
    }
  }

  @Test
  void hostilePathsAreNotFoundOrRefused() {
    for (String value : HOSTILE) {
      for (String path : List.of("/api/groups/%s", "/api/%s", "/%s", "/charts/%s", "/css/%s")) {
        HttpResponse<String> answer =
            browser.get(String.format(path, Browser.encoded(value).replace("+", "%20")));
        assertThat(answer.statusCode()).as(path + " with " + value).isBetween(200, 499);
      }
    }
  }

  @Test
  void parametersThatAreUnknownOrRepeatedAreRefused() {
    assertThat(message(browser.get("/api/fleet", "serach", "web")))
        .contains("'serach' is unknown", "search");
    assertThat(message(browser.get("/api/fleet", "page", "1", "page", "2"))).contains("only once");
  }

  @Test
  void aSearchTooLongIsRefused() {
    HttpResponse<String> answer = browser.get("/api/fleet", "search", "x".repeat(257));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(message(answer)).contains("256 characters");
  }

  @Test
  void otherMethodsChangeNothing() {
    HttpResponse<String> answer =
        browser.send(
            browser
                .request("/api/fleet")
                .timeout(Duration.ofSeconds(30))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("x".repeat(100_000))));
    assertThat(answer.statusCode()).isBetween(400, 499);
  }

  private static String message(HttpResponse<String> answer) {
    return browser.json(answer).get("message").asText();
  }
}
