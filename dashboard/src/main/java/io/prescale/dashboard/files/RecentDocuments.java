package io.prescale.dashboard.files;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Remembers what was read, or why it could not be, and reads it again now and then. Only the first
 * reader of a document waits for it: a storage that hangs must not hold up pages that have been
 * shown before.
 */
public final class RecentDocuments implements Documents {
  static final Duration AGE = Duration.ofSeconds(15);

  /** The calendar and some models: their names come from the log, which may name many. */
  private static final int MOST = 20;

  private final Documents source;
  private final Clock clock;
  private final Executor background;
  private final Set<String> beingRead = new HashSet<>();
  private final Map<String, Answer> answers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param background reads again what is old
   */
  public RecentDocuments(Documents source, Clock clock, Executor background) {
    this.source = Objects.requireNonNull(source, "source");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.background = Objects.requireNonNull(background, "background");
  }

  @Override
  public String read(String address) throws IOException {
    Answer answer = known(address);
    if (answer == null) {
      answer = ask(address);
    } else if (isDue(address, answer)) {
      background.execute(() -> ask(address));
      answer = known(address, answer);
    }
    if (answer.failure() != null) {
      throw new IOException(answer.failure().getMessage(), answer.failure());
    }
    return answer.text();
  }

  private synchronized Answer known(String address) {
    return answers.get(address);
  }

  private synchronized Answer known(String address, Answer otherwise) {
    return answers.getOrDefault(address, otherwise);
  }

  /** Whether it is to be read again, and nobody does yet. */
  private synchronized boolean isDue(String address, Answer answer) {
    return clock.millis() - answer.since() >= AGE.toMillis() && beingRead.add(address);
  }

  private Answer ask(String address) {
    Answer answer;
    try {
      answer = new Answer(clock.millis(), source.read(address), null);
    } catch (IOException e) {
      answer = new Answer(clock.millis(), null, e);
    } finally {
      forgetReading(address);
    }
    remember(address, answer);
    return answer;
  }

  private synchronized void forgetReading(String address) {
    beingRead.remove(address);
  }

  private synchronized void remember(String address, Answer answer) {
    answers.put(address, answer);
  }

  @Override
  public void requireFolder(String address) throws IOException {
    source.requireFolder(address);
  }

  /** A text, or why there is none. */
  private record Answer(long since, String text, IOException failure) {}
}
