package io.prescale.simulator.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryGeneratorTest {
  @TempDir Path folder;

  @Test
  void writesOneRowPerSlotAndGroupWithAllColumns() throws Exception {
    HistoryGenerator.Result result =
        HistoryGenerator.write(folder.resolve("new/folder"), 6, Duration.ofHours(12), 1);
    List<String> lines = Files.readAllLines(result.history());
    assertThat(lines.get(0))
        .isEqualTo(
            "timestamp,auto_scaling_group,cpu_utilization,network_in,request_count,"
                + "is_sale_active,in_service_instances,desired_capacity");
    assertThat(result.rows()).isEqualTo(6 * 12 * 12);
    assertThat(lines).hasSize(1 + 6 * 12 * 12);
    assertThat(lines.subList(1, lines.size()))
        .allMatch(
            line ->
                line.matches(
                    "2026-01-05T[0-9:]{8}Z,[a-z]+-001,[0-9]{1,3}\\.[0-9]{3},[0-9]+,[0-9]*,[01],"
                        + "[0-9]+,[0-9]+"));
    assertThat(lines.get(1)).startsWith("2026-01-05T00:00:00Z,web-001,");
    assertThat(lines.get(7)).startsWith("2026-01-05T00:05:00Z,web-001,");
  }

  @Test
  void requestCountIsAbsentOnlyWithoutALoadBalancer() throws Exception {
    List<String[]> rows = rows(6, Duration.ofHours(6));
    assertThat(rows)
        .allMatch(
            row -> row[4].isEmpty() == (row[1].startsWith("worker") || row[1].startsWith("batch")));
  }

  @Test
  void saleFlagAgreesWithTheCalendar() throws Exception {
    List<String[]> rows = rows(6, Duration.ofDays(1));
    JsonNode calendar =
        new ObjectMapper().readTree(folder.resolve("business_calendar.json").toFile());
    assertThat(calendar.get("events")).hasSize(1);
    JsonNode event = calendar.get("events").get(0);
    assertThat(event.get("kind").asText()).isEqualTo("sale");
    assertThat(event.get("groups")).extracting(JsonNode::asText).contains("web*", "checkout*");
    Instant start = Instant.parse(event.get("start").asText());
    Instant end = Instant.parse(event.get("end").asText());
    for (String[] row : rows) {
      Instant slot = Instant.parse(row[0]);
      boolean expected =
          (row[1].startsWith("web") || row[1].startsWith("checkout"))
              && !slot.isAfter(end)
              && slot.plusSeconds(300).isAfter(start);
      assertThat(row[5]).as(String.join(",", row)).isEqualTo(expected ? "1" : "0");
    }
    assertThat(rows).anyMatch(row -> row[5].equals("1"));
  }

  @Test
  void capacityFollowsTheLoad() throws Exception {
    List<String[]> rows = rows(12, Duration.ofDays(2));
    Map<String, Long> capacities =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row[1],
                    Collectors.mapping(
                        row -> row[6],
                        Collectors.collectingAndThen(
                            Collectors.toSet(), set -> (long) set.size()))));
    assertThat(capacities).hasSize(12);
    assertThat(capacities.values().stream().filter(count -> count > 1).count())
        .isGreaterThanOrEqualTo(9);
    assertThat(rows).filteredOn(row -> Double.parseDouble(row[2]) > 99).hasSizeLessThan(100);
  }

  @Test
  void sameSeedGivesTheSameBytes() throws Exception {
    byte[] first = bytes("a", 5);
    assertThat(bytes("b", 5)).isEqualTo(first);
    assertThat(bytes("c", 6)).isNotEqualTo(first);
  }

  @Test
  void refusesAnEmptyHistory() {
    assertThatThrownBy(() -> HistoryGenerator.write(folder, 1, Duration.ofMinutes(4), 1))
        .hasMessageContaining("span");
    assertThatThrownBy(() -> HistoryGenerator.write(folder, 0, Duration.ofHours(4), 1))
        .hasMessageContaining("groups");
  }

  private byte[] bytes(String name, long seed) throws Exception {
    HistoryGenerator.Result result =
        HistoryGenerator.write(folder.resolve(name), 4, Duration.ofHours(8), seed);
    return Files.readAllBytes(result.history());
  }

  private List<String[]> rows(int groups, Duration span) throws Exception {
    HistoryGenerator.Result result = HistoryGenerator.write(folder, groups, span, 1);
    return Files.readAllLines(result.history()).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }
}
