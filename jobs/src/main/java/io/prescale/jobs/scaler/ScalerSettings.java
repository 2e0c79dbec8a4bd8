package io.prescale.jobs.scaler;

import io.prescale.connectors.cloudwatch.RecordFormat;
import io.prescale.domain.time.TimeScale;
import java.time.Duration;
import java.util.Objects;

/** How the scaler's operators treat time. Immutable. */
public final class ScalerSettings {
  private static final Duration HISTORY_OUT_OF_ORDERNESS = Duration.ofMinutes(3);

  private final RecordFormat format;
  private final Duration maxOutOfOrderness;
  private final Duration idleness;
  private final Duration futureSkew;
  private final Duration staleAfter;
  private final Duration stateTimeToLive;
  private final TimeScale timeScale;

  private ScalerSettings(
      RecordFormat format,
      Duration maxOutOfOrderness,
      Duration idleness,
      Duration futureSkew,
      Duration staleAfter,
      Duration stateTimeToLive,
      TimeScale timeScale) {
    this.format = Objects.requireNonNull(format, "format");
    this.maxOutOfOrderness = maxOutOfOrderness;
    this.idleness = idleness;
    this.futureSkew = futureSkew;
    this.staleAfter = staleAfter;
    this.stateTimeToLive = stateTimeToLive;
    this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
  }

  /** The settings of live metrics, with the defaults of the job's options. */
  public static ScalerSettings live() {
    return new ScalerSettings(
        RecordFormat.AUTO,
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Duration.ofMinutes(15),
        Duration.ofMinutes(15),
        Duration.ofDays(7),
        TimeScale.real());
  }

  /**
   * The settings of a bounded history: nothing in it depends on the machine's clock, so that the
   * same history always leads to the same decisions. Nobody waits for it, so it may be out of order
   * further than live metrics.
   */
  public static ScalerSettings history() {
    return live()
        .withMaxOutOfOrderness(HISTORY_OUT_OF_ORDERNESS)
        .withIdleness(Duration.ZERO)
        .withStaleAfter(Duration.ZERO);
  }

  public ScalerSettings withFormat(RecordFormat recordFormat) {
    return new ScalerSettings(
        recordFormat,
        maxOutOfOrderness,
        idleness,
        futureSkew,
        staleAfter,
        stateTimeToLive,
        timeScale);
  }

  public ScalerSettings withMaxOutOfOrderness(Duration duration) {
    return new ScalerSettings(
        format, duration, idleness, futureSkew, staleAfter, stateTimeToLive, timeScale);
  }

  public ScalerSettings withIdleness(Duration duration) {
    return new ScalerSettings(
        format, maxOutOfOrderness, duration, futureSkew, staleAfter, stateTimeToLive, timeScale);
  }

  public ScalerSettings withFutureSkew(Duration duration) {
    return new ScalerSettings(
        format, maxOutOfOrderness, idleness, duration, staleAfter, stateTimeToLive, timeScale);
  }

  public ScalerSettings withStaleAfter(Duration duration) {
    return new ScalerSettings(
        format, maxOutOfOrderness, idleness, futureSkew, duration, stateTimeToLive, timeScale);
  }

  public ScalerSettings withStateTimeToLive(Duration duration) {
    return new ScalerSettings(
        format, maxOutOfOrderness, idleness, futureSkew, staleAfter, duration, timeScale);
  }

  public ScalerSettings withTimeScale(TimeScale scale) {
    return new ScalerSettings(
        format, maxOutOfOrderness, idleness, futureSkew, staleAfter, stateTimeToLive, scale);
  }

  /** The format that metric records are in. */
  public RecordFormat format() {
    return format;
  }

  /** How far metric events may come out of order before their slot closes without them. */
  public Duration maxOutOfOrderness() {
    return maxOutOfOrderness;
  }

  /** Real time without events after which a subtask no longer holds back time; zero: never. */
  public Duration idleness() {
    return idleness;
  }

  /** How far in the future the time stamp of a metric event may lie. */
  public Duration futureSkew() {
    return futureSkew;
  }

  /** Metric time without a sample after which a group's metrics are stale; zero: never. */
  public Duration staleAfter() {
    return staleAfter;
  }

  /** How long the state of a group that reports nothing is kept. */
  public Duration stateTimeToLive() {
    return stateTimeToLive;
  }

  /** The time that the metrics live in. */
  public TimeScale timeScale() {
    return timeScale;
  }
}
