package io.prescale.dashboard.log;

import io.prescale.dashboard.log.GroupDetail.Counterfactual;
import io.prescale.dashboard.log.GroupDetail.EventBand;
import io.prescale.domain.fleet.ScalingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what happened to one group. */
public final class GroupReader {
  private static final Duration FORECAST_AHEAD = Duration.ofHours(1);
  private static final int MOST_BANDS = 500;

  private final LogDatabase database;
  private final LogStateReader stateReader;
  private final CalendarSource calendar;

  public GroupReader(LogDatabase database, LogStateReader stateReader, CalendarSource calendar) {
    this.database = database;
    this.stateReader = stateReader;
    this.calendar = calendar;
  }

  /** The group over a range; empty if there is no such group. */
  public Optional<GroupDetail> read(int group, SeriesRange range) {
    return database.read(connection -> read(connection, group, range));
  }

  /**
   * The newest decisions of a group.
   *
   * @param before end of the slot before which they lie; empty for the newest
   * @param limit how many at most
   */
  public List<DecisionRow> decisions(
      int group, Optional<Instant> before, boolean actionsOnly, int limit) {
    return database.read(
        connection -> {
          SqlRows sql =
              SqlRows.select(
                      "SELECT slot_end, mode, action, reason, guardrails, calendar_events,"
                          + " current_capacity, recommended_capacity, desired_capacity,"
                          + " cpu_utilization, forecast_cpu FROM decision WHERE group_id = ?")
                  .add("", group);
          before.ifPresent(time -> sql.add(" AND slot_end < ?", time));
          if (actionsOnly) {
            sql.add(" AND action <> 'HOLD'");
          }
          return sql.add(" ORDER BY slot_end DESC LIMIT ?", limit)
              .list(connection, DecisionRow::read);
        });
  }

  private Optional<GroupDetail> read(Connection connection, int group, SeriesRange range)
      throws SQLException {
    LogState state = stateReader.read(connection);
    SqlRows sql = SqlRows.select("SELECT * FROM (");
    LatestDecisions.addTo(sql, database.dialect(), LogStateReader.oldestFresh(state));
    List<LatestDecision> found =
        sql.add(") s WHERE id = ?", group).list(connection, LatestDecisions::read);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    LatestDecision latest = found.get(0);
    Instant to = Instant.ofEpochMilli(latest.slotEnd());
    Instant from = to.minus(range.length());
    GroupSeries series =
        range.isHourly()
            ? HourSeriesReader.read(connection, group, from, to)
            : SlotSeriesReader.read(connection, group, from, to);
    Counterfactual counterfactual =
        latest.mode().equals(ScalingMode.OBSERVE.name())
            ? CounterfactualReckoning.of(series)
            : null;
    return Optional.of(
        new GroupDetail(
            latest,
            state.newestSlot().map(Instant::toEpochMilli).orElse(null),
            range.label(),
            from.toEpochMilli(),
            to.toEpochMilli(),
            series,
            bands(connection, latest.name(), from, to.plus(FORECAST_AHEAD)),
            counterfactual));
  }

  private List<EventBand> bands(Connection connection, String group, Instant from, Instant to)
      throws SQLException {
    List<EventBand> bands = new ArrayList<>();
    calendar.read(connection).events().stream()
        .filter(event -> event.appliesTo(group))
        .forEach(
            event ->
                event
                    .occurrencesBetween(from.toEpochMilli(), to.toEpochMilli())
                    .forEach(
                        occurrence ->
                            bands.add(
                                new EventBand(
                                    event.id(),
                                    event.name(),
                                    event.kind(),
                                    occurrence.start(),
                                    occurrence.end(),
                                    event.minCapacity(),
                                    event.freezesScaleIn()))));
    bands.sort(Comparator.comparingLong(EventBand::start));
    return bands.size() > MOST_BANDS ? bands.subList(0, MOST_BANDS) : bands;
  }
}
