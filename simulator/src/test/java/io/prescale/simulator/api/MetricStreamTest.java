package io.prescale.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prescale.simulator.fleet.FleetGenerator;
import io.prescale.simulator.fleet.FleetSpecification;
import io.prescale.simulator.fleet.SimulatedFleet;
import io.prescale.simulator.metric.MetricLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricStreamTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int RETAINED = 100;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private SimulatedFleet fleet;
  private SimulationServer server;

  @BeforeEach
  void start() throws Exception {
    FleetSpecification specification =
        FleetGenerator.enforced(1).generate(2, START, Duration.ofDays(1));
    fleet = new SimulatedFleet(specification, new MetricLog(RETAINED, Duration.ZERO));
    server = SimulationServer.start(fleet, fleet.metrics());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void linesHaveEveryFieldOfTheFormat() throws Exception {
    fleet.advanceTo(START.plus(Duration.ofMinutes(1)));
    List<JsonNode> lines = lines(read("?max=100"));
    assertThat(lines).hasSize(10);
    for (JsonNode line : lines) {
      assertThat(line.fieldNames())
          .toIterable()
          .containsExactly(
              "metric_stream_name",
              "account_id",
              "region",
              "namespace",
              "metric_name",
              "dimensions",
              "timestamp",
              "value",
              "unit");
      assertThat(line.get("timestamp").longValue()).isEqualTo(START.toEpochMilli());
      assertThat(line.get("value").fieldNames())
          .toIterable()
          .containsExactly("count", "sum", "max", "min");
      assertThat(line.get("value").get("count").doubleValue()).isPositive();
    }
    JsonNode cpu = lines.get(0);
    int instances =
        fleet
            .describe(cpu.get("dimensions").get("AutoScalingGroupName").textValue())
            .orElseThrow()
            .instances()
            .size();
    assertThat(cpu.get("namespace").textValue()).isEqualTo("AWS/EC2");
    assertThat(cpu.get("metric_name").textValue()).isEqualTo("CPUUtilization");
    assertThat(cpu.get("unit").textValue()).isEqualTo("Percent");
    assertThat(cpu.get("value").get("count").doubleValue()).isEqualTo(instances);
    double mean = cpu.get("value").get("sum").doubleValue() / instances;
    assertThat(mean)
        .isBetween(
            cpu.get("value").get("min").doubleValue(), cpu.get("value").get("max").doubleValue());
    assertThat(lines)
        .filteredOn(line -> line.get("metric_name").textValue().equals("RequestCount"))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line.get("dimensions").fieldNames())
                    .toIterable()
                    .containsExactly("LoadBalancer", "TargetGroup"));
  }

  @Test
  void readingOnByTheSequenceGivesEveryLineOnce() throws Exception {
    fleet.advanceTo(START.plus(Duration.ofMinutes(5)));
    List<String> whole = read("?max=1000").body().lines().toList();
    assertThat(whole).hasSize(50);

    List<String> pieces = new ArrayList<>();
    long position = 0;
    for (int piece = 0; piece < 8; piece++) {
      HttpResponse<String> answer = read("?after=" + position + "&max=7");
      answer.body().lines().forEach(pieces::add);
      position = next(answer);
    }
    assertThat(pieces).isEqualTo(whole);
    assertThat(position).isEqualTo(50);

    HttpResponse<String> nothingNew = read("?after=50");
    assertThat(nothingNew.statusCode()).isEqualTo(200);
    assertThat(nothingNew.body()).isEmpty();
    assertThat(next(nothingNew)).isEqualTo(50);
    fleet.advanceTo(START.plus(Duration.ofMinutes(6)));
    assertThat(lines(read("?after=50"))).hasSize(10);
  }

  @Test
  void readerThatComesTooLateIsToldHowMuchItMissed() throws Exception {
    fleet.advanceTo(START.plus(Duration.ofMinutes(20)));
    HttpResponse<String> answer = read("?after=30&max=10");
    assertThat(answer.headers().firstValue(SimulationServer.LOST_HEADER)).hasValue("70");
    assertThat(next(answer)).isEqualTo(110);
    assertThat(lines(answer)).hasSize(10);
  }

  private HttpResponse<String> read(String query) throws Exception {
    URI uri = URI.create(server.metricStream() + query);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static long next(HttpResponse<String> answer) {
    return Long.parseLong(
        answer.headers().firstValue(SimulationServer.NEXT_SEQUENCE_HEADER).orElseThrow());
  }

  private List<JsonNode> lines(HttpResponse<String> answer) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : answer.body().lines().toList()) {
      lines.add(mapper.readTree(line));
    }
    return lines;
  }
}
