package io.prescale.training.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EvaluationJsonTest {
  @Test
  void holdsTheAggregatesAndEverySeries() throws IOException {
    String text = new EvaluationJson().write(ReportExamples.result(3));
    JsonNode root = JsonMapper.builder().build().readTree(text);

    assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
    JsonNode next = root.at("/aggregate/horizons/0");
    assertThat(next.fieldNames())
        .toIterable()
        .contains(
            "minutes",
            "shareWon",
            "medianMaeRatio",
            "medianRmseRatioToAr24",
            "medianR2",
            "coverage90",
            "minCoverage90");
    assertThat(root.at("/aggregate/horizons").findValuesAsText("minutes"))
        .containsExactly("5", "15", "30", "60");
    assertThat(root.at("/series").findValuesAsText("name"))
        .containsExactly("web-0", "web-1", "web-2");
    JsonNode web = root.at("/series/0/horizons/0");
    assertThat(web.at("/model/mae").asDouble()).isCloseTo(0.5, within(1e-6));
    assertThat(web.at("/models/classic/mae").asDouble()).isCloseTo(1.5, within(1e-6));
    for (String method : new String[] {"model", "persistence", "ar24", "seasonal"}) {
      assertThat(web.get(method).fieldNames()).toIterable().contains("mae", "rmse", "r2");
      assertThat(web.at("/" + method + "/accuracy").isNumber()).isTrue();
    }
    assertThat(web.at("/coverage90").asDouble()).isEqualTo(1);
    assertThat(web.at("/width90").asDouble()).isCloseTo(2, within(1e-6));
    assertThat(web.at("/targets").asInt()).isEqualTo(600);
  }

  @Test
  void tellsErrorsOnEventsWhereThereAreEvents() throws IOException {
    JsonNode root =
        JsonMapper.builder().build().readTree(new EvaluationJson().write(ReportExamples.result(3)));

    assertThat(root.at("/series/0/horizons/0/events/targets").asInt()).isPositive();
    assertThat(root.at("/series/0/horizons/0/events/model/eventMae").asDouble())
        .isCloseTo(0.5, within(1e-6));
    assertThat(root.at("/series/2/horizons/0").has("events")).isFalse();
    assertThat(root.at("/aggregate/horizons/0/events/series").asInt()).isOne();
  }

  @Test
  void whatIsNotDefinedIsNull() throws IOException {
    JsonNode root =
        JsonMapper.builder().build().readTree(new EvaluationJson().write(ReportExamples.result(2)));

    assertThat(root.at("/series/1/name").asText()).isEqualTo("web-1");
    assertThat(root.at("/series/1/horizons/0/model/r2").isNull()).isTrue();
    assertThat(root.at("/series/1/horizons/0/model/mae").asDouble()).isCloseTo(0.5, within(1e-6));
    assertThat(root.at("/leftOut/0/reason").asText()).isEqualTo("it has no sample");
    assertThat(root.at("/models/1/id").asText()).isEqualTo("lstm-2");
    assertThat(root.at("/generatedBy").asText()).isEqualTo("prescale test");
  }
}
