package io.prescale.dashboard.log;

import io.prescale.dashboard.log.FleetPage.Summary;
import io.prescale.domain.time.Slots;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads pages of the fleet. */
public final class FleetReader {
  /** Slots of the small chart of a group. */
  private static final int RECENT_SLOTS = 36;

  private final LogDatabase database;
  private final LogStateReader stateReader;

  public FleetReader(LogDatabase database, LogStateReader stateReader) {
    this.database = database;
    this.stateReader = stateReader;
  }

  public FleetPage read(FleetQuery query) {
    return database.read(connection -> read(connection, query));
  }

  private FleetPage read(Connection connection, FleetQuery query) throws SQLException {
    LogState state = stateReader.read(connection);
    Instant oldestFresh = LogStateReader.oldestFresh(state);
    Instant newest = state.newestSlot().orElse(Instant.EPOCH);
    Summary summary = summary(connection, query, oldestFresh, newest);
    SqlRows count = filtered(SqlRows.select("SELECT COUNT(*) AS total FROM ("), oldestFresh, query);
    int total = count.add(") f").one(connection, row -> row.getInt("total"));
    List<LatestDecision> groups =
        filtered(SqlRows.select(""), oldestFresh, query)
            .add(query.sort().orderBy(query.descending()))
            .add(" LIMIT ? OFFSET ?", query.size(), (long) query.page() * query.size())
            .list(connection, LatestDecisions::read);
    return new FleetPage(
        query.page(),
        query.size(),
        total,
        state.newestSlot().map(Instant::toEpochMilli).orElse(null),
        summary,
        withRecent(connection, groups, newest));
  }

  private SqlRows filtered(SqlRows sql, Instant oldestFresh, FleetQuery query) {
    LatestDecisions.addTo(sql.add("SELECT * FROM ("), database.dialect(), oldestFresh);
    sql.add(") s WHERE 1 = 1");
    search(sql, query);
    query.mode().ifPresent(mode -> sql.add(" AND mode = ?", mode.name()));
    query.warning().ifPresent(warning -> sql.add(" AND " + warning.column()));
    if (query.anyWarning()) {
      sql.add(" AND severity > 0");
    }
    return sql;
  }

  private static void search(SqlRows sql, FleetQuery query) {
    if (!query.search().isEmpty()) {
      sql.add(" AND LOWER(name) LIKE ? ESCAPE '!'", query.pattern());
    }
  }

  private Summary summary(
      Connection connection, FleetQuery query, Instant oldestFresh, Instant newest)
      throws SQLException {
    Instant hourAgo = newest.minus(Duration.ofHours(1));
    SqlRows sql =
        SqlRows.select("SELECT COUNT(*) AS group_count, SUM(current_capacity) AS instances")
            .add(", " + countOf("mode = 'OBSERVE'") + " AS observe")
            .add(", " + countOf("mode = 'ENFORCE'") + " AS enforce")
            .add(", " + countOf("last_action = 'SCALE_OUT' AND last_action_slot_end > ?"), hourAgo)
            .add(" AS outs, ")
            .add(countOf("last_action = 'SCALE_IN' AND last_action_slot_end > ?"), hourAgo)
            .add(" AS ins, " + countOf("error_ratio < 1") + " AS better")
            .add(", COUNT(error_ratio) AS judged")
            .add(", " + countOf("severity > 0") + " AS with_warning");
    for (Warning warning : Warning.values()) {
      sql.add(", " + countOf(warning.column()) + " AS count_" + warning.column());
    }
    LatestDecisions.addTo(sql.add(" FROM ("), database.dialect(), oldestFresh);
    search(sql.add(") s WHERE 1 = 1"), query);
    return sql.one(connection, FleetReader::summaryOf);
  }

  private static String countOf(String condition) {
    return "COUNT(CASE WHEN " + condition + " THEN 1 END)";
  }

  private static Summary summaryOf(ResultSet row) throws SQLException {
    Map<String, Integer> warnings = new LinkedHashMap<>();
    for (Warning warning : Warning.values()) {
      warnings.put(warning.label(), row.getInt("count_" + warning.column()));
    }
    return new Summary(
        row.getInt("group_count"),
        row.getLong("instances"),
        row.getInt("observe"),
        row.getInt("enforce"),
        row.getInt("outs"),
        row.getInt("ins"),
        row.getInt("better"),
        row.getInt("judged"),
        warnings,
        row.getInt("with_warning"));
  }

  private static List<LatestDecision> withRecent(
      Connection connection, List<LatestDecision> groups, Instant newest) throws SQLException {
    if (groups.isEmpty()) {
      return groups;
    }
    long oldest = newest.toEpochMilli() - RECENT_SLOTS * Slots.MILLIS;
    Map<Integer, Double[]> recent = new HashMap<>();
    List<Integer> ids = groups.stream().map(LatestDecision::id).collect(Collectors.toList());
    SqlRows.select("SELECT group_id, slot_end, cpu_utilization FROM decision WHERE group_id IN ")
        .addList(ids)
        .add(" AND slot_end > ? AND slot_end <= ?", Instant.ofEpochMilli(oldest), newest)
        .list(connection, row -> keep(recent, oldest, row));
    List<LatestDecision> result = new ArrayList<>();
    for (LatestDecision group : groups) {
      Double[] values = recent.get(group.id());
      result.add(
          group.withRecent(values == null ? Collections.emptyList() : Arrays.asList(values)));
    }
    return result;
  }

  private static Double keep(Map<Integer, Double[]> recent, long oldest, ResultSet row)
      throws SQLException {
    Double cpu = SqlRows.real(row, "cpu_utilization");
    // Ends of slots lie on whole slots; one that does not counts for the slot that it lies in.
    long slot = Slots.between(oldest, SqlRows.millis(row, "slot_end") - 1);
    recent.computeIfAbsent(row.getInt("group_id"), id -> new Double[RECENT_SLOTS])[(int) slot] =
        cpu;
    return cpu;
  }
}
