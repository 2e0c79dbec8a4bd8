package io.prescale.dashboard.files;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Remembers for a short time what was read, or why it could not be, so that not every visit of a
 * page goes to a remote storage.
 */
public final class RecentDocuments implements Documents {
  static final Duration AGE = Duration.ofSeconds(15);

  /** The calendar and some models: their names come from the log, which may name many. */
  private static final int MOST = 20;

  private final Documents source;
  private final Clock clock;
  private final Map<String, Answer> answers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
          return size() > MOST;
        }
      };

  public RecentDocuments(Documents source, Clock clock) {
    this.source = Objects.requireNonNull(source, "source");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public synchronized String read(String address) throws IOException {
    long now = clock.millis();
    Answer answer = answers.get(address);
    if (answer == null || now - answer.since() >= AGE.toMillis()) {
      answer = ask(address, now);
      answers.put(address, answer);
    }
    if (answer.failure() != null) {
      throw new IOException(answer.failure().getMessage(), answer.failure());
    }
    return answer.text();
  }

  private Answer ask(String address, long now) {
    try {
      return new Answer(now, source.read(address), null);
    } catch (IOException e) {
      return new Answer(now, null, e);
    }
  }

  @Override
  public void requireFolder(String address) throws IOException {
    source.requireFolder(address);
  }

  /** A text, or why there is none. */
  private record Answer(long since, String text, IOException failure) {}
}
