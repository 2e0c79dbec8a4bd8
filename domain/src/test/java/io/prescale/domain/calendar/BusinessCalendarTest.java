package io.prescale.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.time.Slots;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {
  private static final String DESIGN_EXAMPLE =
      """
      {"events": [{"id": "black-friday-2026", "name": "Black Friday", "kind": "sale",
                   "start": "2026-11-27T00:00:00-05:00", "end": "2026-11-30T23:59:59-05:00",
                   "recurrence": "FREQ=YEARLY", "groups": ["web", "checkout-*"],
                   "minCapacity": 12, "freezeScaleIn": true}]}
      """;

  @Test
  void readsTheExampleOfTheDocumentation() throws Exception {
    BusinessCalendar calendar = BusinessCalendar.parse(DESIGN_EXAMPLE, "calendar.json");

    CalendarEvent event = calendar.events().get(0);
    assertThat(event.id()).isEqualTo("black-friday-2026");
    assertThat(event.name()).isEqualTo("Black Friday");
    assertThat(event.kind()).isEqualTo("sale");
    assertThat(event.minCapacity()).isEqualTo(12);
    assertThat(event.freezesScaleIn()).isTrue();
    CalendarContext context = calendar.contextFor("web", slot("2026-11-28T12:00:00-05:00"));
    assertThat(context.active).hasSize(36).containsOnly(true);
    assertThat(context.minCapacity).hasSize(12).containsOnly(12);
    assertThat(context.freezeScaleIn).hasSize(13).containsOnly(true);
    assertThat(context.eventIds).containsExactly("black-friday-2026");
    assertThat(isActive(calendar, "checkout-eu", "2027-11-28T12:00:00-05:00")).isTrue();
    assertThat(isActive(calendar, "search", "2026-11-28T12:00:00-05:00")).isFalse();
  }

  @Test
  void anEmptyCalendarSaysNothing() throws Exception {
    BusinessCalendar calendar = BusinessCalendar.parse("{\"events\": []}", "c");

    assertThat(calendar.contextFor("web", 0))
        .usingRecursiveComparison()
        .isEqualTo(CalendarContext.none());
    assertThat(BusinessCalendar.empty().contextFor("web", 0))
        .usingRecursiveComparison()
        .isEqualTo(CalendarContext.none());
  }

  @Test
  void acceptsAByteOrderMarkAndLooseDefaults() throws Exception {
    BusinessCalendar calendar =
        BusinessCalendar.parse(
            "\uFEFF{\"events\": [{\"id\": \"a\", \"start\": \"2026-01-01T00:00:00Z\","
                + " \"end\": \"2026-01-02T00:00Z\"}]}",
            "c");

    CalendarEvent event = calendar.events().get(0);
    assertThat(event.name()).isEqualTo("a");
    assertThat(event.kind()).isEqualTo("event");
    assertThat(event.minCapacity()).isZero();
    assertThat(event.freezesScaleIn()).isFalse();
    assertThat(event.appliesTo("anything at all")).isTrue();
  }

  @Test
  void placesAnEventOnTheRightSteps() throws Exception {
    BusinessCalendar calendar = once("2026-03-02T10:00:00Z", "2026-03-02T10:10:00Z");

    // Two slots: 10:00 and 10:05. The newest slot of the sequence starts at 09:50.
    CalendarContext context = calendar.contextFor("web", slot("2026-03-02T09:50:00Z"));

    assertThat(activeSteps(context)).containsExactly(25, 26);
    assertThat(context.minCapacity).startsWith(0, 5, 5, 0).endsWith(0);
    assertThat(frozenSlots(context)).containsExactly(2, 3);
    assertThat(context.eventIds).containsExactly("e");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T10:00:00Z, 2026-03-02T10:05:00Z, 1",
    "2026-03-02T10:04:59Z, 2026-03-02T10:05:00Z, 1",
    "2026-03-02T09:59:59Z, 2026-03-02T10:05:00Z, 2",
    "2026-03-02T10:00:00Z, 2026-03-02T10:05:01Z, 2",
  })
  void theStartIsInclusiveAndTheEndExclusive(String start, String end, int slots) throws Exception {
    CalendarContext context = once(start, end).contextFor("web", slot("2026-03-02T10:00:00Z"));

    assertThat(activeSteps(context)).hasSize(slots);
    assertThat(context.freezeScaleIn[0]).isTrue();
  }

  @Test
  void anEventThatIsOverIsInTheSequenceButNotInForce() throws Exception {
    CalendarContext context =
        once("2026-03-02T10:00:00Z", "2026-03-02T10:05:00Z")
            .contextFor("web", slot("2026-03-02T10:05:00Z"));

    assertThat(activeSteps(context)).containsExactly(22);
    assertThat(context.eventIds).isEmpty();
    assertThat(frozenSlots(context)).isEmpty();
  }

  @Test
  void overlappingEventsAddUp() throws Exception {
    BusinessCalendar calendar =
        BusinessCalendar.parse(
            """
            {"events": [
              {"id": "z", "start": "2026-03-02T10:00:00Z", "end": "2026-03-02T11:00:00Z",
               "minCapacity": 5},
              {"id": "a", "start": "2026-03-02T10:05:00Z", "end": "2026-03-02T10:10:00Z",
               "minCapacity": 9},
              {"id": "m", "start": "2026-03-02T10:10:00Z", "end": "2026-03-02T10:15:00Z",
               "freezeScaleIn": true}]}
            """,
            "c");

    CalendarContext context = calendar.contextFor("web", slot("2026-03-02T09:55:00Z"));

    assertThat(context.minCapacity).startsWith(5, 9, 5, 5);
    assertThat(frozenSlots(context)).containsExactly(3);
    assertThat(context.eventIds).containsExactly("a", "m", "z");
  }

  @Test
  void theAnswerIsTheCallersOwn() throws Exception {
    BusinessCalendar calendar = once("2026-03-02T10:00:00Z", "2026-03-02T10:05:00Z");
    long slot = slot("2026-03-02T10:00:00Z");
    CalendarContext spoilt = calendar.contextFor("web", slot);
    spoilt.active[23] = false;
    spoilt.minCapacity[0] = 99;

    assertThat(calendar.contextFor("api", slot).active[23]).isTrue();
    assertThat(calendar.contextFor("web", slot).minCapacity[0]).isZero();
  }

  @Test
  void givesTheSameAnswersInWhateverOrderTheSlotsAreAskedFor() throws Exception {
    String json =
        """
        {"events": [{"id": "e", "start": "2026-01-05T08:00:00", "end": "2026-01-05T18:00:00",
          "timeZone": "Europe/Berlin", "recurrence": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"}]}
        """;
    BusinessCalendar wandering = BusinessCalendar.parse(json, "c");
    long first = slot("2026-01-01T00:00:00Z");
    for (int jump : new int[] {0, 5000, 4990, 30, 90_000, 20, 89_999, 5001, 17, 50_000}) {
      long slot = first + jump * Slots.MILLIS;
      assertThat(wandering.contextFor("web", slot))
          .usingRecursiveComparison()
          .isEqualTo(BusinessCalendar.parse(json, "c").contextFor("web", slot));
    }
  }

  @Test
  void servesManyGroupsAndEvents() throws Exception {
    StringBuilder json = new StringBuilder("{\"events\": [");
    for (int event = 0; event < 500; event++) {
      json.append(event == 0 ? "" : ",")
          .append("{\"id\": \"e" + event + "\", \"start\": \"2026-01-05T08:00:00Z\",")
          .append("\"end\": \"2026-01-05T09:00:00Z\", \"recurrence\": \"FREQ=DAILY\",")
          .append("\"minCapacity\": " + event + ", \"groups\": [\"team-" + event + "-*\"]}");
    }
    BusinessCalendar calendar = BusinessCalendar.parse(json.append("]}").toString(), "c");

    long slot = slot("2026-06-01T08:00:00Z");
    for (int round = 0; round < 3; round++) {
      for (int group = 0; group < 5_000; group++) {
        CalendarContext context =
            calendar.contextFor("team-" + (group % 500) + "-" + group, slot + round * 300_000L);
        assertThat(context.minCapacity[0]).isEqualTo(group % 500);
      }
    }
  }

  static BusinessCalendar once(String start, String end) throws CalendarException {
    return BusinessCalendar.parse(
        "{\"events\": [{\"id\": \"e\", \"minCapacity\": 5, \"freezeScaleIn\": true, \"start\": \""
            + start
            + "\", \"end\": \""
            + end
            + "\"}]}",
        "calendar.json");
  }

  static long slot(String time) {
    return Slots.startOf(OffsetDateTime.parse(time).toInstant().toEpochMilli());
  }

  static boolean isActive(BusinessCalendar calendar, String group, String time) {
    return calendar.contextFor(group, slot(time)).active[Slots.SEQUENCE_LENGTH - 1];
  }

  static boolean isActiveAt(BusinessCalendar calendar, Instant time) {
    return calendar.contextFor("web", Slots.startOf(time.toEpochMilli())).active[23];
  }

  private static int[] activeSteps(CalendarContext context) {
    return IntStream.range(0, 36).filter(step -> context.active[step]).toArray();
  }

  private static int[] frozenSlots(CalendarContext context) {
    return IntStream.range(0, 13).filter(slot -> context.freezeScaleIn[slot]).toArray();
  }
}
