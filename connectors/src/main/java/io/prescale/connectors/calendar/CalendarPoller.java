package io.prescale.connectors.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prescale.connectors.files.SmallFiles;
import io.prescale.connectors.polling.PollResult;
import io.prescale.connectors.polling.Poller;
import io.prescale.connectors.polling.PollerFactory;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the business calendar from a file, and tells it when it has changed and holds no error. A
 * calendar with an error is refused whole: the poll fails with the reason, and the last good one
 * stays in force, also across restarts: the last good text is the state, and it is told again if
 * the file cannot be used then.
 */
public final class CalendarPoller implements Poller<CalendarSnapshot> {
  /** Largest calendar that is read, bytes. */
  public static final int MAX_BYTES = 4 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(CalendarPoller.class);

  private final String path;
  private final CalendarValidator validator;
  private final SmallFiles files = new SmallFiles(MAX_BYTES);

  /** Last good text; null before the first. */
  private String inForce;

  private boolean restored;

  private CalendarPoller(String path, CalendarValidator validator) {
    this.path = path;
    this.validator = validator;
  }

  /**
   * Pollers of a calendar file.
   *
   * @param path on any Flink file system
   */
  public static PollerFactory<CalendarSnapshot> factory(String path, CalendarValidator validator) {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(validator, "validator");
    return () -> new CalendarPoller(path, validator);
  }

  /** Pollers of a job without a calendar: one empty calendar, and no change. */
  public static PollerFactory<CalendarSnapshot> withoutCalendar() {
    return NoCalendarPoller::new;
  }

  @Override
  public void open(byte[] state) {
    restored = state != null;
    if (restored) {
      inForce = new String(state, UTF_8);
    }
  }

  @Override
  public PollResult<CalendarSnapshot> poll() throws Exception {
    if (!restored) {
      return readFile();
    }
    restored = false;
    String kept = inForce;
    // Whatever is read now has to be told, changed or not: nobody downstream knows it yet.
    inForce = null;
    try {
      return readFile();
    } catch (Exception failed) {
      // A release may be stricter than the one that kept it.
      validator.validate(kept, path);
      LOG.warn(
          "The calendar as of the last checkpoint stays in force, {} cannot be used: {}",
          path,
          failed.getMessage());
      inForce = kept;
      return inForceAnew();
    }
  }

  private PollResult<CalendarSnapshot> readFile() throws Exception {
    String json = files.readText(new Path(path));
    if (json.equals(inForce)) {
      return new PollResult<>(List.of(), json.getBytes(UTF_8));
    }
    validator.validate(json, path);
    inForce = json;
    LOG.info("The calendar {} is in force, {} characters", path, json.length());
    return inForceAnew();
  }

  private PollResult<CalendarSnapshot> inForceAnew() {
    return new PollResult<>(List.of(new CalendarSnapshot(inForce, path)), inForce.getBytes(UTF_8));
  }

  @Override
  public void close() {}

  private static final class NoCalendarPoller implements Poller<CalendarSnapshot> {
    private boolean told;

    @Override
    public void open(byte[] state) throws IOException {}

    @Override
    public PollResult<CalendarSnapshot> poll() {
      List<CalendarSnapshot> records = told ? List.of() : List.of(CalendarSnapshot.empty());
      told = true;
      return new PollResult<>(records, null);
    }

    @Override
    public void close() {}
  }
}
