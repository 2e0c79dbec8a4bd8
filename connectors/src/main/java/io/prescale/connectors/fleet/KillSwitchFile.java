package io.prescale.connectors.fleet;

import io.prescale.connectors.files.SmallFiles;
import io.prescale.domain.fleet.KillSwitch;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /**
   * How long a reading is waited for. Clients of S3 try for minutes, which a command that waits for
   * the answer does not have.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The same for the first reading, before which nothing can be changed anyway. */
  private static final Duration FIRST_PATIENCE = Duration.ofMinutes(1);

  /** Largest file that is read, bytes. */
  private static final int MAX_BYTES = 1 << 20;

  private final String path;
  private final Duration refreshAfter;
  private final Duration patience;
  private final Clock clock;

  private transient String text;
  private transient KillSwitch known;
  private transient long readAt;
  private transient long nextReading;
  private transient FutureTask<String> reading;
  private transient long readingSince;
  private transient String failure;

  /**
   * @param path on any Flink file system
   * @param refreshAfter age of a reading after which the file is read again
   */
  public KillSwitchFile(String path, Duration refreshAfter) {
    this(path, refreshAfter, PATIENCE, Clock.systemUTC());
  }

  /**
   * @param patience how long a reading is waited for, once there is one
   * @param clock a serializable one, as those of {@link Clock} are
   */
  KillSwitchFile(String path, Duration refreshAfter, Duration patience, Clock clock) {
    this.path = Objects.requireNonNull(path, "path");
    this.refreshAfter = Objects.requireNonNull(refreshAfter, "refreshAfter");
    this.patience = Objects.requireNonNull(patience, "patience");
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
    if (reading == null) {
      reading = new FutureTask<>(() -> new SmallFiles(MAX_BYTES).readText(new Path(path)));
      readingSince = now;
      Thread thread = new Thread(reading, "kill-switch");
      thread.setDaemon(true);
      thread.start();
    }
    Duration limit = known == null ? FIRST_PATIENCE : patience;
    try {
      take(reading.get(limit.toMillis(), TimeUnit.MILLISECONDS));
      reading = null;
    } catch (ExecutionException e) {
      reading = null;
      fail(e.getCause().getMessage());
    } catch (TimeoutException e) {
      // It goes on; what it reads is taken at the next refresh.
      fail(path + " has not been read within " + limit.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("its reading was interrupted");
    }
  }

  private void take(String read) {
    if (!read.equals(text)) {
      known = KillSwitch.parse(read);
      LOG.warn("The kill switch {} {}: {}", path, known.isOff() ? "is off" : "is on", read);
    }
    text = read;
    readAt = readingSince;
  }

  private void fail(String reason) {
    failure = reason;
    LOG.warn("The kill switch {} cannot be read: {}", path, failure);
  }
}
