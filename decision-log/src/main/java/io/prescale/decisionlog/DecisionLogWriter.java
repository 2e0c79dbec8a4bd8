package io.prescale.decisionlog;

import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingDecision;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes to the decision log over one connection; for one thread. Each call is one transaction: it
 * is written whole or not at all, and may be repeated, which changes nothing.
 */
public final class DecisionLogWriter implements AutoCloseable {
  private final Connection connection;
  private final SqlDialect dialect;
  private final GroupIds groups;
  private final ModelIds models;

  private DecisionLogWriter(Connection connection, SqlDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
    this.groups = new GroupIds(dialect);
    this.models = new ModelIds(dialect);
  }

  /**
   * Opens a connection of its own. The schema must be there: see {@link DecisionLogSchema}.
   *
   * @throws SQLException if the database cannot be reached
   */
  public static DecisionLogWriter open(DatabaseAddress database) throws SQLException {
    Connection connection = database.connect();
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return new DecisionLogWriter(connection, database.dialect());
  }

  /**
   * Writes decisions. One for the same group and slot as an earlier one replaces it, except where
   * it only says that the slot was decided on before.
   *
   * @throws SQLException if they could not be written; none of them is
   */
  public void write(List<ScalingDecision> decisions) throws SQLException {
    List<ScalingDecision> distinct = lastOfEachSlot(decisions);
    inTransaction(() -> new DecisionBatch(connection, dialect, groups, models).write(distinct));
  }

  /**
   * Takes note that a calendar is in force.
   *
   * @param since epoch milliseconds
   * @param version names the text, such as its SHA-256; 64 characters at most
   * @param source where it was read; empty for none
   * @throws SQLException if it could not be written
   */
  public void calendarInForce(long since, String version, String source, String json)
      throws SQLException {
    inTransaction(() -> new ChangeLog(connection, dialect).calendar(since, version, source, json));
  }

  /**
   * Takes note that a model is in force.
   *
   * @param since epoch milliseconds
   * @throws SQLException if it could not be written
   */
  public void modelInForce(long since, ModelRecord model) throws SQLException {
    inTransaction(() -> new ChangeLog(connection, dialect).model(since, model, models));
  }

  /**
   * Deletes the oldest slot, or hour, that is older than the retention, of each table: at most as
   * many rows of one as there are groups, so that no transaction becomes long.
   *
   * @param newest end of the newest slot, epoch milliseconds
   * @param decisions how long decisions are kept
   * @param forecasts how long the twelve horizons of their forecasts are
   * @return whether there was anything to delete
   * @throws SQLException if it could not be deleted
   */
  public boolean deleteOldest(long newest, Duration decisions, Duration forecasts)
      throws SQLException {
    boolean[] deleted = new boolean[1];
    inTransaction(
        () -> deleted[0] = new Retention(connection).deleteOldest(newest, decisions, forecasts));
    return deleted[0];
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Work on the database. */
  private interface Work {
    void run() throws SQLException;
  }

  private void inTransaction(Work work) throws SQLException {
    boolean committed = false;
    try {
      work.run();
      connection.commit();
      committed = true;
    } finally {
      if (!committed) {
        rollBack();
      }
    }
  }

  private void rollBack() {
    groups.forget();
    models.forget();
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is lost, and with it the transaction; what it failed with is thrown.
    }
  }

  /** In the order of group and slot, so that two writers lock rows in the same order. */
  private static List<ScalingDecision> lastOfEachSlot(List<ScalingDecision> decisions) {
    TreeMap<String, TreeMap<Long, ScalingDecision>> slotsOfGroup = new TreeMap<>();
    for (ScalingDecision decision : decisions) {
      slotsOfGroup
          .computeIfAbsent(decision.group, group -> new TreeMap<>())
          .merge(
              decision.slotEnd,
              decision,
              (one, other) -> other.reason == Reason.SLOT_ALREADY_DECIDED ? one : other);
    }
    return slotsOfGroup.values().stream()
        .flatMap(slots -> slots.values().stream())
        .collect(Collectors.toList());
  }
}
