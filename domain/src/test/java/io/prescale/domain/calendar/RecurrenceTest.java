package io.prescale.domain.calendar;

import static io.prescale.domain.calendar.BusinessCalendarTest.isActive;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recurrences keep wall-clock time; times of day are checked at the first and the last slot. */
class RecurrenceTest {
  @ParameterizedTest
  @CsvSource({
    // Winter: UTC+1. Summer, from 29 March 2026: UTC+2.
    "2026-03-28T06:55:00Z, false",
    "2026-03-28T07:00:00Z, true",
    "2026-03-28T16:55:00Z, true",
    "2026-03-28T17:00:00Z, false",
    "2026-03-29T05:55:00Z, false",
    "2026-03-29T06:00:00Z, true",
    "2026-03-29T15:55:00Z, true",
    "2026-03-29T16:00:00Z, false",
    "2026-10-24T06:00:00Z, true",
    "2026-10-25T06:55:00Z, false",
    "2026-10-25T07:00:00Z, true",
  })
  void keepsTheTimeOfDayAcrossDaylightSaving(String time, boolean active) throws Exception {
    BusinessCalendar calendar =
        calendar("2026-01-05T08:00:00", "2026-01-05T18:00:00", "Europe/Berlin", "FREQ=DAILY");

    assertThat(isActive(calendar, "web", time)).isEqualTo(active);
  }

  @Test
  void keepsTheOffsetWhereNoTimeZoneIsNamed() throws Exception {
    BusinessCalendar calendar =
        calendar("2026-01-05T08:00:00+01:00", "2026-01-05T18:00:00+01:00", null, "FREQ=DAILY");

    assertThat(isActive(calendar, "web", "2026-07-01T06:55:00Z")).isFalse();
    assertThat(isActive(calendar, "web", "2026-07-01T07:00:00Z")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // 02:30 does not exist on 29 March 2026 in Berlin: it becomes 03:30 summer time.
    "2026-03-28T01:30:00Z, true",
    "2026-03-29T01:25:00Z, false",
    "2026-03-29T01:30:00Z, true",
    "2026-03-29T01:40:00Z, true",
    "2026-03-29T01:45:00Z, false",
    "2026-03-30T00:30:00Z, true",
  })
  void anOccurrenceInTheSkippedHourMovesOnByAnHour(String time, boolean active) throws Exception {
    BusinessCalendar calendar =
        calendar("2026-03-01T02:30:00", "2026-03-01T02:45:00", "Europe/Berlin", "FREQ=DAILY");

    assertThat(isActive(calendar, "web", time)).isEqualTo(active);
  }

  @ParameterizedTest
  @CsvSource({
    // 02:15 to 02:45 happens twice on 25 October 2026: 00:15 UTC to 01:45 UTC.
    "2026-10-25T00:10:00Z, false",
    "2026-10-25T00:15:00Z, true",
    "2026-10-25T01:00:00Z, true",
    "2026-10-25T01:40:00Z, true",
    "2026-10-25T01:45:00Z, false",
  })
  void anOccurrenceInTheRepeatedHourCoversBoth(String time, boolean active) throws Exception {
    BusinessCalendar calendar =
        calendar("2026-10-01T02:15:00", "2026-10-01T02:45:00", "Europe/Berlin", "FREQ=DAILY");

    assertThat(isActive(calendar, "web", time)).isEqualTo(active);
  }

  @ParameterizedTest
  @CsvSource({
    "FREQ=WEEKLY;COUNT=2, 2026-01-12T08:00:00Z, true",
    "FREQ=WEEKLY;COUNT=2, 2026-01-19T08:00:00Z, false",
    "FREQ=WEEKLY;UNTIL=20260112T080000Z, 2026-01-12T08:00:00Z, true",
    "FREQ=WEEKLY;UNTIL=20260112T075959Z, 2026-01-12T08:00:00Z, false",
    "FREQ=WEEKLY;UNTIL=20260112, 2026-01-12T08:00:00Z, true",
    "FREQ=WEEKLY;UNTIL=20260111, 2026-01-12T08:00:00Z, false",
    "FREQ=WEEKLY;UNTIL=20260112T080000, 2026-01-12T08:00:00Z, true",
    "FREQ=WEEKLY;INTERVAL=2, 2026-01-12T08:00:00Z, false",
    "FREQ=WEEKLY;INTERVAL=2, 2026-01-19T08:00:00Z, true",
    "'FREQ=DAILY;BYHOUR=8,20', 2026-05-12T20:00:00Z, true",
    "'FREQ=DAILY;BYHOUR=8,20', 2026-05-12T19:55:00Z, false",
    "FREQ=MONTHLY;BYDAY=1MO, 2026-02-02T08:00:00Z, true",
    "FREQ=MONTHLY;BYDAY=1MO, 2026-02-09T08:00:00Z, false",
    "FREQ=YEARLY, 2098-01-05T08:00:00Z, true",
    "FREQ=WEEKLY, 2026-01-04T08:00:00Z, false",
    "FREQ=WEEKLY, 2025-12-29T08:00:00Z, false",
  })
  void followsTheRule(String rule, String time, boolean active) throws Exception {
    BusinessCalendar calendar = calendar("2026-01-05T08:00:00", "2026-01-05T09:00:00", "UTC", rule);

    assertThat(isActive(calendar, "web", time)).isEqualTo(active);
  }

  @Test
  void thanksgivingFollowsItsWeekday() throws Exception {
    BusinessCalendar calendar =
        calendar(
            "2026-11-26T00:00:00",
            "2026-12-01T00:00:00",
            "America/New_York",
            "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH");

    assertThat(isActive(calendar, "web", "2027-11-25T04:55:00Z")).isFalse();
    assertThat(isActive(calendar, "web", "2027-11-25T05:00:00Z")).isTrue();
    assertThat(isActive(calendar, "web", "2027-11-30T04:55:00Z")).isTrue();
    assertThat(isActive(calendar, "web", "2027-11-30T05:00:00Z")).isFalse();
  }

  @Test
  void aLongEventIsFoundFromItsStartToItsEnd() throws Exception {
    BusinessCalendar calendar =
        calendar("2021-01-01T00:00:00", "2021-12-30T00:00:00", "UTC", "FREQ=YEARLY");

    assertThat(isActive(calendar, "web", "2026-12-29T23:55:00Z")).isTrue();
    assertThat(isActive(calendar, "web", "2026-12-30T00:00:00Z")).isFalse();
    assertThat(isActive(calendar, "web", "2026-01-01T00:00:00Z")).isTrue();
  }

  @Test
  void anEventThatHappensOnceIsKept() throws Exception {
    BusinessCalendar calendar = calendar("2026-01-05T08:00:00", "2026-01-05T09:00:00", "UTC", null);

    assertThat(isActive(calendar, "web", "2027-01-05T08:00:00Z")).isFalse();
    assertThat(isActive(calendar, "web", "2026-01-05T08:00:00Z")).isTrue();
  }

  @Test
  void offsetAndTimeZoneMayStandTogetherIfTheyAgree() throws Exception {
    BusinessCalendar calendar =
        calendar(
            "2026-01-05T08:00:00-05:00",
            "2026-01-05T09:00:00-05:00",
            "America/New_York",
            "FREQ=DAILY");

    assertThat(isActive(calendar, "web", "2026-07-01T12:00:00Z")).isTrue();
    assertThat(isActive(calendar, "web", "2026-07-01T13:00:00Z")).isFalse();
  }

  private static BusinessCalendar calendar(String start, String end, String zone, String rule)
      throws CalendarException {
    return BusinessCalendar.parse(
        "{\"events\": [{\"id\": \"e\", \"start\": \""
            + start
            + "\", \"end\": \""
            + end
            + "\""
            + (zone == null ? "" : ", \"timeZone\": \"" + zone + "\"")
            + (rule == null ? "" : ", \"recurrence\": \"" + rule + "\"")
            + "}]}",
        "calendar.json");
  }
}
