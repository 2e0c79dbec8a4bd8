package io.prescale.dashboard.live;

import io.prescale.dashboard.live.Status.Problem;
import io.prescale.dashboard.log.LogDatabase;
import io.prescale.dashboard.log.LogState;
import io.prescale.dashboard.log.LogStateReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the state of the log. */
public final class StatusReader {
  /** Two slots and a bit. */
  private static final Duration QUIET = Duration.ofMinutes(12);

  /** What a simulation may take for other things. */
  private static final Duration SIMULATION_SLACK = Duration.ofSeconds(30);

  private final LogDatabase database;
  private final LogStateReader stateReader;
  private final Optional<URI> flinkUrl;
  private final double speed;

  public StatusReader(
      LogDatabase database, LogStateReader stateReader, Optional<URI> flinkUrl, double speed) {
    this.database = database;
    this.stateReader = stateReader;
    this.flinkUrl = flinkUrl;
    this.speed = speed;
  }

  /**
   * Reads how things stand.
   *
   * @throws io.prescale.dashboard.log.LogUnavailableException if the log cannot be read
   */
  public Status read() {
    LogState state = database.read(stateReader::read);
    return new Status(
        state.groups(),
        state.newestSlot().map(Instant::toEpochMilli).orElse(null),
        state.recordedAt().map(Instant::toEpochMilli).orElse(null),
        state.databaseNow().toEpochMilli(),
        speed,
        flinkUrl.map(URI::toString).orElse(null),
        problems(state));
  }

  private List<Problem> problems(LogState state) {
    List<Problem> problems = new ArrayList<>();
    if (state.groups() == 0) {
      problems.add(
          new Problem(
              "empty",
              "No decision has been recorded yet. The first one comes two hours after the first"
                  + " metrics of a group, or as soon as the job has read that much history. Are the"
                  + " scaler and the recorder running, and does a group carry the tag"
                  + " prescale:mode?"));
    }
    state
        .recordedAt()
        .map(recorded -> Duration.between(recorded, state.databaseNow()))
        .filter(quiet -> quiet.compareTo(allowedQuiet()) > 0)
        .ifPresent(
            quiet ->
                problems.add(
                    new Problem(
                        "quiet",
                        "Nothing has been recorded for "
                            + spoken(quiet)
                            + ". Is the recorder job running, and do its inputs arrive?")));
    if (state.groupsAhead() > 0) {
      problems.add(
          new Problem(
              "clock",
              state.groupsAhead()
                  + (state.groupsAhead() == 1 ? " group is" : " groups are")
                  + " ahead of this machine's clock by more than ten minutes. Is the clock right,"
                  + " here and where the metrics come from?"));
    }
    return problems;
  }

  private Duration allowedQuiet() {
    return speed == 1
        ? QUIET
        : Duration.ofMillis((long) (QUIET.toMillis() / speed)).plus(SIMULATION_SLACK);
  }

  private static String spoken(Duration duration) {
    if (duration.toMinutes() < 2) {
      return duration.toSeconds() + " seconds";
    }
    if (duration.toHours() < 2) {
      return duration.toMinutes() + " minutes";
    }
    return duration.toDays() < 2 ? duration.toHours() + " hours" : duration.toDays() + " days";
  }
}
