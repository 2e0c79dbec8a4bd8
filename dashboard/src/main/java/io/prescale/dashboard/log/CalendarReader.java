package io.prescale.dashboard.log;

import io.prescale.dashboard.log.CalendarPage.Effect;
import io.prescale.dashboard.log.CalendarPage.Event;
import io.prescale.dashboard.log.CalendarPage.Occurrence;
import io.prescale.domain.calendar.CalendarEvent;
import io.prescale.domain.time.TimeScale;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the business calendar and what its events changed. */
public final class CalendarReader {
  private static final Duration LOOK_BACK = Duration.ofDays(14);
  private static final Duration LOOK_AHEAD = Duration.ofDays(45);
  private static final int MOST_EVENTS = 200;
  private static final int MOST_OCCURRENCES = 100;

  private final LogDatabase database;
  private final LogStateReader stateReader;
  private final CalendarSource source;
  private final TimeScale timeScale;
  private final Clock clock;

  public CalendarReader(
      LogDatabase database,
      LogStateReader stateReader,
      CalendarSource source,
      TimeScale timeScale,
      Clock clock) {
    this.database = database;
    this.stateReader = stateReader;
    this.source = source;
    this.timeScale = timeScale;
    this.clock = clock;
  }

  public CalendarPage read() {
    return database.read(this::read);
  }

  private CalendarPage read(Connection connection) throws SQLException {
    Instant now = stateReader.read(connection).newestSlot().orElseGet(() -> timeScale.now(clock));
    Instant from = now.minus(LOOK_BACK);
    Instant to = now.plus(LOOK_AHEAD);
    CalendarInForce calendar = source.read(connection);
    Map<String, List<Effect>> effects = effects(connection, from);
    List<Event> events = new ArrayList<>();
    for (CalendarEvent event : calendar.events()) {
      events.add(event(event, from, to, effects.getOrDefault(event.id(), List.of())));
    }
    events.sort(Comparator.comparingLong(event -> order(event, now.toEpochMilli())));
    int shown = Math.min(events.size(), MOST_EVENTS);
    return new CalendarPage(
        calendar.source(),
        calendar.since(),
        calendar.problem(),
        now.toEpochMilli(),
        from.toEpochMilli(),
        to.toEpochMilli(),
        List.copyOf(events.subList(0, shown)),
        events.size() - shown);
  }

  /** In force first, then by how soon it starts, then those that are over. */
  private static long order(Event event, long now) {
    return event.occurrences().stream()
        .filter(occurrence -> occurrence.end() > now)
        .mapToLong(Occurrence::start)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private static Event event(CalendarEvent event, Instant from, Instant to, List<Effect> effects) {
    return new Event(
        event.id(),
        event.name(),
        event.kind(),
        event.groups(),
        event.minCapacity(),
        event.freezesScaleIn(),
        event.recurrence().orElse(null),
        event.occurrencesBetween(from.toEpochMilli(), to.toEpochMilli()).stream()
            .limit(MOST_OCCURRENCES)
            .map(occurrence -> new Occurrence(occurrence.start(), occurrence.end()))
            .collect(Collectors.toList()),
        effects);
  }

  private static Map<String, List<Effect>> effects(Connection connection, Instant from)
      throws SQLException {
    Map<String, List<Effect>> effects = new HashMap<>();
    SqlRows.select(
            "SELECT event_id, guardrail, SUM(decisions) AS decisions,"
                + " COUNT(DISTINCT group_id) AS group_count, MAX(instances) AS instances,"
                + " MIN(first_slot_end) AS first_slot, MAX(last_slot_end) AS last_slot"
                + " FROM calendar_effect_day WHERE epoch_day >= ?")
        .add(
            " GROUP BY event_id, guardrail ORDER BY event_id, guardrail",
            Math.toIntExact(from.getEpochSecond() / Duration.ofDays(1).toSeconds()))
        .list(
            connection,
            row ->
                effects
                    .computeIfAbsent(row.getString("event_id"), id -> new ArrayList<>())
                    .add(
                        new Effect(
                            row.getString("guardrail"),
                            row.getInt("decisions"),
                            row.getInt("group_count"),
                            row.getInt("instances"),
                            SqlRows.millis(row, "first_slot"),
                            SqlRows.millis(row, "last_slot"))));
    return effects;
  }
}
