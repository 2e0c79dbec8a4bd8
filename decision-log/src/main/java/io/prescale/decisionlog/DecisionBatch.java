package io.prescale.decisionlog;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingDecision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes decisions, at most one for each group and slot, in the transaction of a connection. */
final class DecisionBatch {
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final Connection connection;
  private final SqlDialect dialect;
  private final GroupIds groups;
  private final ModelIds models;

  DecisionBatch(Connection connection, SqlDialect dialect, GroupIds groups, ModelIds models) {
    this.connection = connection;
    this.dialect = dialect;
    this.groups = groups;
    this.models = models;
  }

  void write(List<ScalingDecision> decisions) throws SQLException {
    groups.add(connection, decisions.stream().map(d -> d.group).collect(Collectors.toSet()));
    writeDecisions(decisions);
    writeLatest(decisions);
    writeLastActions(decisions);
    writeHours(decisions);
    List<ScalingDecision> counting =
        decisions.stream()
            .filter(decision -> decision.reason != Reason.SLOT_ALREADY_DECIDED)
            .collect(Collectors.toList());
    writeForecasts(counting);
    new CalendarEffects(connection, dialect, groups).write(counting);
    writeModelUse(counting);
  }

  private void writeDecisions(List<ScalingDecision> decisions) throws SQLException {
    try (PreparedStatement statement = upsert(DecisionStatements.DECISION)) {
      RowBinder row = new RowBinder(statement, dialect);
      for (ScalingDecision decision : decisions) {
        bindKey(row, decision);
        DecisionColumns.bind(row, decision, modelOf(decision));
        row.addToBatch();
      }
      statement.executeBatch();
    }
  }

  private void writeLatest(List<ScalingDecision> decisions) throws SQLException {
    try (PreparedStatement statement = upsert(DecisionStatements.LATEST)) {
      RowBinder row = new RowBinder(statement, dialect);
      for (ScalingDecision decision : newestOfEachGroup(decisions)) {
        bindKey(row, decision);
        DecisionColumns.bind(row, decision, modelOf(decision));
        Forecast forecast = decision.forecast == null ? new Forecast() : decision.forecast;
        row.reals(forecast.expected).reals(forecast.lower).reals(forecast.upper);
        row.reals(forecast.recentErrors).reals(forecast.recentPersistenceErrors);
        row.addToBatch();
      }
      statement.executeBatch();
    }
  }

  private void writeLastActions(List<ScalingDecision> decisions) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(DecisionStatements.LAST_ACTION)) {
      RowBinder row = new RowBinder(statement, dialect);
      for (ScalingDecision decision : decisions) {
        row.integer(groups.of(decision.group)).flag(decision.isCommand()).time(decision.slotEnd);
        row.addToBatch();
      }
      statement.executeBatch();
    }
  }

  private void writeHours(List<ScalingDecision> decisions) throws SQLException {
    TreeMap<String, Set<Long>> hoursOfGroup = new TreeMap<>();
    for (ScalingDecision decision : decisions) {
      hoursOfGroup
          .computeIfAbsent(decision.group, group -> new TreeSet<>())
          .add(Math.floorDiv(decision.slotEnd - 1, HOUR_MILLIS) * HOUR_MILLIS);
    }
    try (PreparedStatement statement = upsert(DecisionStatements.HOUR)) {
      RowBinder row = new RowBinder(statement, dialect);
      for (String group : hoursOfGroup.keySet()) {
        for (long start : hoursOfGroup.get(group)) {
          row.time(start).integer(groups.of(group)).time(start).time(start + HOUR_MILLIS);
          row.addToBatch();
        }
      }
      statement.executeBatch();
    }
  }

  private void writeForecasts(List<ScalingDecision> decisions) throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement(DecisionStatements.DELETE_FORECAST);
        PreparedStatement upsert = upsert(DecisionStatements.FORECAST)) {
      RowBinder unforecast = new RowBinder(delete, dialect);
      RowBinder row = new RowBinder(upsert, dialect);
      for (ScalingDecision decision : decisions) {
        if (decision.forecast == null) {
          bindKey(unforecast, decision).addToBatch();
        } else {
          bindKey(row, decision)
              .reals(decision.forecast.expected)
              .reals(decision.forecast.lower)
              .reals(decision.forecast.upper)
              .addToBatch();
        }
      }
      delete.executeBatch();
      upsert.executeBatch();
    }
  }

  private void writeModelUse(List<ScalingDecision> decisions) throws SQLException {
    TreeMap<String, TreeSet<Long>> slotsOfModel = new TreeMap<>();
    for (ScalingDecision decision : decisions) {
      if (decision.forecast != null) {
        slotsOfModel
            .computeIfAbsent(decision.forecast.modelId, model -> new TreeSet<>())
            .add(decision.slotEnd);
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(DecisionStatements.MODEL_USE)) {
      RowBinder row = new RowBinder(statement, dialect);
      for (String model : slotsOfModel.keySet()) {
        long first = slotsOfModel.get(model).first();
        long last = slotsOfModel.get(model).last();
        row.time(first).time(first).time(last).time(last).integer(models.of(connection, model));
        row.addToBatch();
      }
      statement.executeBatch();
    }
  }

  private static List<ScalingDecision> newestOfEachGroup(List<ScalingDecision> decisions) {
    TreeMap<String, ScalingDecision> newest = new TreeMap<>();
    for (ScalingDecision decision : decisions) {
      newest.merge(
          decision.group,
          decision,
          (one, other) -> {
            boolean counts = other.reason != Reason.SLOT_ALREADY_DECIDED;
            return counts && other.slotEnd >= one.slotEnd ? other : one;
          });
    }
    return new ArrayList<>(newest.values());
  }

  private PreparedStatement upsert(Upsert upsert) throws SQLException {
    return connection.prepareStatement(dialect.upsert(upsert));
  }

  private RowBinder bindKey(RowBinder row, ScalingDecision decision) throws SQLException {
    return row.integer(groups.of(decision.group)).time(decision.slotEnd);
  }

  private Integer modelOf(ScalingDecision decision) throws SQLException {
    return decision.forecast == null ? null : models.of(connection, decision.forecast.modelId);
  }
}
