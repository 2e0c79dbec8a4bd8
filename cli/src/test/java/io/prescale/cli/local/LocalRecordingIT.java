package io.prescale.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.decisionlog.DecisionLogReader;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.history.HistoryLoader;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.history.LocalHistory;
import io.prescale.forecasting.history.TargetColumns;
import io.prescale.testing.ShippedModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A local run records what it decided on and what it decided. */
@Timeout(300)
class LocalRecordingIT {
  @TempDir private Path folder;

  @Test
  void historyAndLogHoldWhatTheRunDecidedOn() throws Exception {
    StringWriter terminal = new StringWriter();
    new LocalRun(
            new LocalRun.Settings(
                3, 600, Duration.ofSeconds(40), ShippedModel.folder(), 1, true, 0, 0, folder),
            new PrintWriter(terminal))
        .run();
    assertThat(terminal.toString()).containsPattern("Flink web UI +http://localhost:[1-9]");

    DatabaseAddress log = DatabaseAddress.of("jdbc:h2:file:" + folder.resolve("decision-log"));
    Map<String, Map<Long, ScalingDecision>> shown = decisionsShown();
    Map<String, HistorySeries> history =
        HistoryLoader.load(
                LocalHistory.list(folder.resolve("history")), TargetColumns.cpuUtilization())
            .series()
            .stream()
            .collect(Collectors.toMap(HistorySeries::group, series -> series));
    assertThat(history.keySet()).hasSize(3).isEqualTo(shown.keySet());
    try (Connection connection = log.connect()) {
      for (String group : shown.keySet()) {
        Map<Long, ScalingDecision> logged = new TreeMap<>();
        new DecisionLogReader(connection)
            .decisions(group, 0, Long.MAX_VALUE / 1_000_000)
            .forEach(decision -> logged.put(decision.slotEnd, decision));
        // What was shown is of complete checkpoints; of the last ones the log may hold more.
        assertThat(logged).containsKeys(shown.get(group).keySet().toArray(new Long[0]));
        long newest = logged.keySet().stream().max(Long::compare).orElseThrow();
        for (Sample sample : history.get(group).samples()) {
          long slotEnd = sample.slotStart() + Slots.MILLIS;
          if (slotEnd > newest) {
            // The run ended between a sample and the decision on it.
            continue;
          }
          assertThat(logged).as(group).containsKey(slotEnd);
          assertThat(logged.get(slotEnd).observedCpu)
              .isCloseTo(
                  sample.cpuUtilization(), org.assertj.core.data.Percentage.withPercentage(0.001));
        }
      }
      try (Statement statement = connection.createStatement();
          ResultSet swap =
              statement.executeQuery(
                  "SELECT (SELECT COUNT(*) FROM model_swap), (SELECT COUNT(*) FROM calendar_swap)")) {
        assertThat(swap.next()).isTrue();
        assertThat(swap.getInt(1)).isEqualTo(1);
        assertThat(swap.getInt(2)).isEqualTo(1);
      }
    }
  }

  private Map<String, Map<Long, ScalingDecision>> decisionsShown() throws Exception {
    Map<String, Map<Long, ScalingDecision>> shown = new TreeMap<>();
    DecisionJson json = new DecisionJson();
    for (String line : Files.readAllLines(folder.resolve("decisions.jsonl"))) {
      ScalingDecision decision = json.read(line);
      shown
          .computeIfAbsent(decision.group, group -> new TreeMap<>())
          .put(decision.slotEnd, decision);
    }
    return shown;
  }
}
