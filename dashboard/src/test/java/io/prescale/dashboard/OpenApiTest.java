package io.prescale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.prescale.dashboard.testing.Browser;
import io.prescale.dashboard.testing.TestLog;
import io.prescale.domain.fleet.ScalingMode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document describes what is served, and what is served is as the document says. */
class OpenApiTest {
  private static TestLog log;
  private static Dashboard dashboard;
  private static Browser browser;
  private static JsonNode document;

  @BeforeAll
  static void start() throws Exception {
    log = TestLog.inMemory();
    log.putModelInForce(Instant.now());
    log.putCalendarInForce(
        Instant.now(),
        "{\"events\":[{\"id\":\"daily\",\"start\":\"2026-01-01T00:00:00Z\","
            + "\"end\":\"2026-01-01T02:00:00Z\",\"recurrence\":\"FREQ=DAILY\"}]}");
    log.tell("web", ScalingMode.OBSERVE, Instant.now(), 100);
    log.tell("api", ScalingMode.ENFORCE, Instant.now(), 100);
    dashboard = Dashboard.start(log.address(), DashboardSettings.local(0));
    browser = new Browser(dashboard.address());
    document = browser.json("/openapi.json");
  }

  @AfterAll
  static void stop() throws Exception {
    dashboard.close();
    log.close();
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    Set<String> described = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(described).containsExactlyInAnyOrderElementsOf(dashboard.routes());
  }

  @Test
  void answersFitTheirDescription() {
    assertFits("/api/status", "/api/status", 200);
    assertFits("/api/vocabulary", "/api/vocabulary", 200);
    assertFits("/api/fleet", "/api/fleet", 200);
    for (String range : List.of("3h", "12h", "1d", "3d", "7d", "30d")) {
      assertFits("/api/groups/{id}", "/api/groups/1?range=" + range, 200);
      assertFits("/api/groups/{id}", "/api/groups/2?range=" + range, 200);
    }
    assertFits("/api/groups/{id}/decisions", "/api/groups/1/decisions", 200);
    assertFits("/api/calendar", "/api/calendar", 200);
    assertFits("/api/model", "/api/model", 200);
    assertFits("/api/groups/{id}", "/api/groups/77", 404);
    assertFits("/api/fleet", "/api/fleet?sort=size", 400);
  }

  @Test
  void everyChoiceOfAParameterIsTaken() {
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .at("/get/parameters")
                    .forEach(
                        parameter ->
                            parameter
                                .at("/schema/enum")
                                .forEach(
                                    choice -> {
                                      String url = path.getKey().replace("{id}", "1");
                                      String name = parameter.get("name").asText();
                                      assertThat(
                                              browser.get(url, name, choice.asText()).statusCode())
                                          .as(url + " " + name + " " + choice)
                                          .isEqualTo(200);
                                    })));
  }

  private static void assertFits(String path, String url, int status) {
    HttpResponse<String> answer = browser.get(url);
    assertThat(answer.statusCode()).as(url).isEqualTo(status);
    String pointer =
        "/paths/"
            + path.replace("/", "~1")
            + "/get/responses/"
            + status
            + "/content/application~1json/schema/$ref";
    String reference = document.at(pointer).asText();
    assertThat(reference).as(pointer).isNotEmpty();
    List<String> errors = new ArrayList<>();
    schema(reference).validate(browser.json(answer)).forEach(e -> errors.add(e.toString()));
    assertThat(errors).as(url).isEmpty();
  }

  private static Schema schema(String reference) {
    ObjectNode schema = new ObjectMapper().createObjectNode();
    schema.put("$ref", reference);
    schema.set("components", document.get("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }
}
