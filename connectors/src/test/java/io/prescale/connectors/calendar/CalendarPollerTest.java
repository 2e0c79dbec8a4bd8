package io.prescale.connectors.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.connectors.polling.PollResult;
import io.prescale.connectors.polling.Poller;
import io.prescale.domain.calendar.BusinessCalendar;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalendarPollerTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("business_calendar.json");
  }

  /** Takes what begins with a brace. */
  private static void validate(String json, String source) throws IOException {
    if (!json.startsWith("{")) {
      throw new IOException(source + ": event x, field start: expected a time");
    }
  }

  private Poller<CalendarSnapshot> poller(byte[] state) throws IOException {
    Poller<CalendarSnapshot> poller =
        CalendarPoller.factory(file.toString(), CalendarPollerTest::validate).create();
    poller.open(state);
    return poller;
  }

  private static List<String> texts(PollResult<CalendarSnapshot> result) {
    return result.records().stream().map(snapshot -> snapshot.json).toList();
  }

  @Test
  void tellsTheCalendarOnceAndAgainWhenItChanges() throws Exception {
    Files.writeString(file, "{1}");
    Poller<CalendarSnapshot> poller = poller(null);

    CalendarSnapshot first = poller.poll().records().get(0);
    assertThat(first.json).isEqualTo("{1}");
    assertThat(first.source).isEqualTo(file.toString());
    assertThat(first.version).matches("[0-9a-f]{64}");
    assertThat(poller.poll().records()).isEmpty();
    Files.writeString(file, "{2}");
    assertThat(texts(poller.poll())).containsExactly("{2}");
  }

  @Test
  void refusesABrokenCalendarAndKeepsTheLastGoodOne() throws Exception {
    Files.writeString(file, "{1}");
    Poller<CalendarSnapshot> poller = poller(null);
    poller.poll();

    Files.writeString(file, "broken");
    assertThatThrownBy(poller::poll).hasMessageContaining("event x, field start");
    Files.delete(file);
    assertThatThrownBy(poller::poll)
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("business_calendar.json does not exist");
    Files.writeString(file, "{1}");
    PollResult<CalendarSnapshot> same = poller.poll();
    assertThat(same.records()).isEmpty();
    assertThat(same.state()).isEqualTo("{1}".getBytes());
  }

  @Test
  void refusesWhatIsTooLargeOrNotText() throws Exception {
    Files.write(file, new byte[CalendarPoller.MAX_BYTES + 1]);
    assertThatThrownBy(() -> poller(null).poll())
        .hasMessageContaining("is larger than 4194304 bytes");
    Files.write(file, new byte[] {'{', (byte) 0xff});
    assertThatThrownBy(() -> poller(null).poll()).hasMessageContaining("is not UTF-8");
  }

  @Test
  void afterARestoreTellsTheFileOrIfItCannotBeUsedTheLastGood() throws Exception {
    Files.writeString(file, "{1}");
    byte[] state = poller(null).poll().state();

    assertThat(texts(poller(state).poll())).containsExactly("{1}");
    Files.writeString(file, "{2}");
    assertThat(texts(poller(state).poll())).containsExactly("{2}");
    Files.writeString(file, "broken");
    Poller<CalendarSnapshot> poller = poller(state);
    assertThat(texts(poller.poll())).containsExactly("{1}");
    assertThatThrownBy(poller::poll).hasMessageContaining("event x");
    Files.writeString(file, "{1}");
    assertThat(poller.poll().records()).isEmpty();
  }

  @Test
  void withoutACalendarTellsOneEmptyOne() throws Exception {
    Poller<CalendarSnapshot> poller = CalendarPoller.withoutCalendar().create();
    poller.open(null);

    assertThat(texts(poller.poll())).containsExactly("{\"events\": []}");
    assertThat(poller.poll().records()).isEmpty();
  }

  @Test
  void theEmptyCalendarIsAValidOne() throws Exception {
    CalendarValidator validator = BusinessCalendar::parse;

    validator.validate(CalendarSnapshot.empty().json, "no calendar");
  }
}
