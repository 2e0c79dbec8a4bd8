package io.prescale.connectors.fleet;

import io.prescale.connectors.files.SmallFiles;
import io.prescale.domain.fleet.KillSwitch;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kill switch as it stands in a file, read again when what is known of it has become old.
 *
 * <p>While the file cannot be read, the last that was known counts for {@link #TRUSTED_FOR}; a
 * storage that is out for some minutes must not stop a fleet. After that, and before it was read
 * for the first time, nothing is known: see {@link KillSwitchUnknownException}. A file that does
 * not exist is one that cannot be read, for a path with a slip of the pen must not look like a kill
 * switch that is off. Thread-safe.
 */
public final class KillSwitchFile implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(KillSwitchFile.class);

  /** How long a reading counts when there is no newer one. */
  static final Duration TRUSTED_FOR = Duration.ofMinutes(10);

  /** Largest file that is read, bytes. */
  private static final int MAX_BYTES = 1 << 20;

  private final String path;
  private final Duration refreshAfter;
  private final Clock clock;

  private transient String text;
  private transient KillSwitch known;
  private transient long readAt;
  private transient long nextReading;
  private transient String failure;

  /**
   * @param path on any Flink file system
   * @param refreshAfter age of a reading after which the file is read again
   */
  public KillSwitchFile(String path, Duration refreshAfter) {
    this(path, refreshAfter, Clock.systemUTC());
  }

  /**
   * @param clock a serializable one, as those of {@link Clock} are
   */
  KillSwitchFile(String path, Duration refreshAfter, Clock clock) {
    this.path = Objects.requireNonNull(path, "path");
    this.refreshAfter = Objects.requireNonNull(refreshAfter, "refreshAfter");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  String path() {
    return path;
  }

  /**
   * The kill switch, no older than asked for while the file can be read.
   *
   * @throws KillSwitchUnknownException if it cannot be read, and has not been for long
   */
  synchronized KillSwitch current() {
    long now = clock.millis();
    if (now >= nextReading) {
      nextReading = now + refreshAfter.toMillis();
      refresh(now);
    }
    if (known == null || now - readAt > TRUSTED_FOR.toMillis()) {
      throw new KillSwitchUnknownException(
          "the kill switch cannot be read, so that nothing is changed: "
              + failure
              + ". Put {\"observe\": []} there if nothing is to be stopped");
    }
    return known;
  }

  private void refresh(long now) {
    try {
      String read = new SmallFiles(MAX_BYTES).readText(new Path(path));
      if (!read.equals(text)) {
        known = KillSwitch.parse(read);
        LOG.warn("The kill switch {} {}: {}", path, known.isOff() ? "is off" : "is on", read);
      }
      text = read;
      readAt = now;
    } catch (IOException | RuntimeException e) {
      failure = e.getMessage();
      LOG.warn("The kill switch {} cannot be read: {}", path, failure);
    }
  }
}
