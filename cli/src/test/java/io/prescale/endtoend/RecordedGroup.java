package io.prescale.endtoend;

import io.prescale.connectors.cloudwatch.MetricRecordEncoder;
import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.decisionlog.DecisionLogReader;
import io.prescale.decisionlog.testing.Decisions;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.domain.time.Slots;
import io.prescale.testing.KinesisEmulator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One group's metrics and decisions: put to streams of their own, and found where recorded. */
final class RecordedGroup {
  static final String NAME = "web";

  private static final int MINUTE_MILLIS = 60_000;

  /** Slots into the past that the first one lies. */
  private static final int SLOTS_AGO = 100;

  private final MetricRecordEncoder encoder =
      new MetricRecordEncoder("test", "000000000000", KinesisEmulator.REGION);
  private final DecisionJson json = new DecisionJson();
  private final KinesisEmulator kinesis;
  private final String metrics;
  private final String decisions;
  private final long firstSlot =
      Slots.startOf(System.currentTimeMillis()) - SLOTS_AGO * Slots.MILLIS;

  /**
   * @param metrics stream of one shard
   * @param decisions the same
   */
  RecordedGroup(KinesisEmulator kinesis, String metrics, String decisions) {
    this.kinesis = kinesis;
    this.metrics = metrics;
    this.decisions = decisions;
  }

  String metrics() {
    return metrics;
  }

  String decisions() {
    return decisions;
  }

  /** Puts the metrics of these slots, and the decisions on them. */
  void put(int from, int to) {
    for (int slot = from; slot < to; slot++) {
      putFirstHalf(slot);
      putSecondHalf(slot);
    }
  }

  /** Puts the first data point of a slot. */
  void putFirstHalf(int slot) {
    putCpu(startOf(slot), 40 + slot);
  }

  /** Puts the last data point of a slot, and the decision on it. */
  void putSecondHalf(int slot) {
    putCpu(startOf(slot) + 3 * MINUTE_MILLIS, 60 + slot);
    kinesis.put(decisions, NAME, json.write(decision(slot)));
  }

  private void putCpu(long timestamp, double percent) {
    MetricEvent event = new MetricEvent(Signal.CPU_UTILIZATION, NAME, timestamp, 1, percent);
    kinesis.put(metrics, NAME, encoder.encode(event));
  }

  private ScalingDecision decision(int slot) {
    ScalingDecision decision = Decisions.hold(NAME, slot);
    decision.slotEnd = startOf(slot + 1);
    decision.id = NAME + "@" + decision.slotEnd;
    decision.validUntil = decision.slotEnd + 2 * Slots.MILLIS;
    return decision;
  }

  private long startOf(int slot) {
    return firstSlot + slot * Slots.MILLIS;
  }

  /** What {@link #logged} finds once the decisions on the first slots are in the log. */
  List<String> decisionsOnFirst(int slots) {
    return IntStream.range(0, slots).mapToObj(this::decision).map(RecordedGroup::text).toList();
  }

  /** What the log holds; nothing where it cannot be read. */
  List<String> logged(DatabaseAddress database) {
    try (Connection connection = database.connect()) {
      return new DecisionLogReader(connection)
          .decisions(NAME, firstSlot, startOf(SLOTS_AGO)).stream()
              .map(RecordedGroup::text)
              .toList();
    } catch (SQLException e) {
      return List.of();
    }
  }

  private static String text(ScalingDecision decision) {
    return Instant.ofEpochMilli(decision.slotEnd) + " " + decision.observedCpu;
  }

  /** What {@link #inHistory} finds once the first slots are in the history, each of them once. */
  List<String> samplesOfFirst(int slots) {
    return IntStream.range(0, slots)
        .mapToObj(slot -> Instant.ofEpochMilli(startOf(slot)) + " " + (50.0 + slot))
        .toList();
  }

  /** The rows of all files of a history that are complete, by time. */
  static List<String> inHistory(Path folder) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : FinishedFiles.lines(folder)) {
      String[] values = line.split(",");
      if (values[1].equals(NAME)) {
        rows.add(values[0] + " " + values[2]);
      }
    }
    rows.sort(null);
    return rows;
  }
}
