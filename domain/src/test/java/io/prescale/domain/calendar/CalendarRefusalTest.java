package io.prescale.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A calendar with anything wrong in it is refused whole, and everything wrong is named. */
class CalendarRefusalTest {
  private static final String SOUND =
      "\"start\": \"2026-01-05T08:00:00Z\", \"end\": \"2026-01-05T09:00:00Z\"";

  @Test
  void listsAllProblemsWithLineEventAndField() {
    CalendarException refusal =
        refusal(
            """
            {"events": [
              {"id": "good", "start": "2026-01-05T08:00:00Z", "end": "2026-01-05T09:00:00Z"},
              {"id": "good",
               "start": "2026-01-05T08:00:00Z",
               "end": "2026-01-05T07:00:00Z",
               "freezScaleIn": true},
              {"minCapacity": -1}
            ], "evnts": 1}
            """);

    assertThat(refusal.problems())
        .containsExactly(
            "line 6: event \"good\" (index 1), field freezScaleIn: is unknown; did you mean"
                + " freezeScaleIn?",
            "line 3: event \"good\" (index 1), field id: is the same as that of the event with"
                + " index 0",
            "line 5: event \"good\" (index 1), field end: must be after start",
            "line 7: event (index 2), field id: is missing",
            "line 7: event (index 2), field start: is missing",
            "line 7: event (index 2), field end: is missing",
            "line 7: event (index 2), field minCapacity: must be a whole number from 0 to 100000,"
                + " but is -1",
            "line 8: field evnts is unknown; did you mean events?");
    assertThat(refusal)
        .hasMessageStartingWith("business calendar s3://bucket/c.json is refused, 8 problems:\n")
        .hasMessageContaining("freezScaleIn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "minCapacity": 2.5            | minCapacity: must be a whole number
          "minCapacity": "12"           | minCapacity: must be a whole number
          "minCapacity": 100001         | minCapacity: must be a whole number from 0 to 100000
          "minCapacity": null           | minCapacity: must be a whole number
          "minCapacity": 99999999999    | minCapacity: must be a whole number
          "freezeScaleIn": "true"       | freezeScaleIn: must be true or false, but is "true"
          "freezeScaleIn": 1            | freezeScaleIn: must be true or false
          "freezescalein": true         | freezescalein: is unknown; did you mean freezeScaleIn?
          "groups": "web"               | groups: must be an array of 1 to 1000 texts
          "groups": []                  | groups: must be an array of 1 to 1000 texts
          "groups": ["web", 7]          | groups: must hold texts of 1 to 255 characters
          "groups": [""]                | groups: must hold texts of 1 to 255 characters
          "name": ""                    | name: must be a text that is not empty
          "kind": 7                     | kind: must be a text that is not empty
          "timeZone": "Europe/Berln"    | did you mean Europe/Berlin?
          "timeZone": "America/New_York"| start: has offset Z, but timeZone America/New_York has -05:00
          "recurrence": "YEARLY"        | recurrence: must be an RFC 5545 recurrence rule
          "recurrence": ""              | recurrence: must be a text that is not empty
          "recurrence": "FREQ=SECONDLY" | recurrence: FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY
          "recurrence": "FREQ=HOURLY"   | several times a day is FREQ=DAILY;BYHOUR=8,12,16
          "recurrence": "FREQ=DAILY;BYSECOND=1,2" | recurrence: BYSECOND is not supported
          "recurrence": "FREQ=DAILY;COUNT=100001" | recurrence: COUNT must not be above 100000
          "recurrence": "FREQ=DAILY;INTERVAL=1001"| recurrence: INTERVAL must not be above 1000
          "recurrence": "FREQ=DAILY;UNTIL=20250101"| recurrence: has no occurrence: UNTIL lies before
          "recurrence": "FREQ=WEEKLY;BYDAY=TU"    | its first occurrence would be 2026-01-06T08:00
          "recurrence": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" | has no occurrence within reach
          "recurrence": "FREQ=DAILY;BYHOUR=8,9;BYMINUTE=0,30" | BYMINUTE is not supported
          """)
  void namesTheFieldAndWhatWasExpected(String field, String problem) {
    assertThat(refusal("{\"events\": [{\"id\": \"e\", " + SOUND + ", " + field + "}]}"))
        .hasMessageContaining("line 1: event \"e\" (index 0), field ")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-27, 2026-11-28T00:00:00Z, field start: must be a time with offset",
    "soon, 2026-11-28T00:00:00Z, 'but is \"soon\"'",
    "2026-11-27T00:00:00, 2026-11-28T00:00:00Z, has neither offset nor time zone",
    "2026-11-27T00:00:00Z, 2026-11-28T00:00:00, field end: must be a time with offset",
    "2026-11-27T00:00:00Z, 2026-11-27T00:00:00Z, field end: must be after start",
    "2026-11-27T00:00:00Z, 2027-11-29T00:00:00Z, field end: must not be more than 366 days",
    "0206-11-27T00:00:00Z, 0206-11-28T00:00:00Z, field start: must lie in the years 1970 to 2099",
    "2026-02-30T00:00:00Z, 2026-03-01T00:00:00Z, field start: must be a time",
  })
  void refusesTimesThatCannotBeMeant(String start, String end, String problem) {
    assertThat(
            refusal(
                "{\"events\": [{\"id\": \"e\", \"start\": \""
                    + start
                    + "\", \"end\": \""
                    + end
                    + "\"}]}"))
        .hasMessageContaining(problem);
  }

  @Test
  void refusesAStartThatTheClockSkips() {
    assertThat(
            refusal(
                """
                {"events": [{"id": "e", "timeZone": "Europe/Berlin",
                  "start": "2026-03-29T02:30:00", "end": "2026-03-29T05:00:00"}]}
                """))
        .hasMessageContaining("field start: 2026-03-29T02:30:00 does not exist in Europe/Berlin");
  }

  @Test
  void refusesOccurrencesThatOverlap() {
    assertThat(
            refusal(
                """
                {"events": [{"id": "e", "start": "2026-11-27T00:00:00Z",
                  "end": "2026-11-30T00:00:00Z", "recurrence": "FREQ=DAILY"}]}
                """))
        .hasMessageContaining("field recurrence: occurrences overlap");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                        | line 1: must be a JSON object with the field events
          []                        | line 1: must be a JSON object with the field events
          null                      | line 1: must be a JSON object with the field events
          {}                        | line 1: field events is missing
          {"events": {}}            | line 1: field events must be an array
          {"events": [7]}           | line 1: event (index 0) must be a JSON object
          {"events": [              | not valid JSON
          {"events": []} {}         | line 1: nothing may follow
          {"events": [], "events": []} | line 1, column
          {"events": [{"id": "a", "id": "b"}]} | not valid JSON: Duplicate field 'id'
          """)
  void refusesWhatIsNotACalendar(String json, String problem) {
    assertThat(refusal(json)).hasMessageContaining(problem);
  }

  @Test
  void refusesTooMuch() {
    StringBuilder json = new StringBuilder("{\"events\": [");
    for (int event = 0; event <= CalendarReader.MAX_EVENTS; event++) {
      json.append(event == 0 ? "" : ",").append("{\"id\": \"" + event + "\", " + SOUND + "}");
    }
    assertThat(refusal(json.append("]}").toString()).problems())
        .containsExactly("line 1: there must not be more than 5000 events");

    assertThat(refusal(" ".repeat(CalendarReader.MAX_CHARACTERS + 1)).problems())
        .containsExactly("the file must not be longer than 4194304 characters");
  }

  @Test
  void keepsTheMessageShortWhenEverythingIsWrong() {
    StringBuilder json = new StringBuilder("{\"events\": [{}");
    json.append(",{}".repeat(2_000)).append("]}");

    CalendarException refusal = refusal(json.toString());

    assertThat(refusal.problems()).hasSizeBetween(1_000, 1_010);
    assertThat(refusal.getMessage().lines()).hasSize(52);
  }

  @Test
  void survivesDeepNestingAndLongTexts() {
    String deep = "[".repeat(50_000);
    assertThat(refusal("{\"events\": [{\"id\": " + deep)).hasMessageContaining("not valid JSON");
    assertThat(refusal("{\"x\": " + deep)).hasMessageContaining("not valid JSON");

    String longText = "a".repeat(1_000_000);
    List<String> problems =
        refusal("{\"events\": [{\"" + longText + "\": \"" + longText + "\"}]}").problems();
    assertThat(problems).isNotEmpty().allSatisfy(text -> assertThat(text).hasSizeLessThan(300));
  }

  private static CalendarException refusal(String json) {
    assertThatThrownBy(() -> BusinessCalendar.parse(json, "s3://bucket/c.json"))
        .isInstanceOf(CalendarException.class);
    return catchThrowableOfType(
        CalendarException.class, () -> BusinessCalendar.parse(json, "s3://bucket/c.json"));
  }
}
