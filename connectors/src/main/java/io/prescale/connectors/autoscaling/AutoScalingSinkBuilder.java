package io.prescale.connectors.autoscaling;

import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.connectors.fleet.GroupMapper;
import io.prescale.connectors.fleet.TagReader;
import io.prescale.domain.time.TimeScale;
import java.io.Serializable;
import java.time.Clock;
import java.util.Objects;

/** Builds an {@link AutoScalingSink}; connection and tag reader have no default. */
public final class AutoScalingSinkBuilder {
  private AutoScalingConnection connection;
  private TagReader tagReader;
  private TimeScale timeScale = TimeScale.real();
  private Clock clock = Clock.systemUTC();
  private RetryPolicy retryPolicy = RetryPolicy.standard();
  private int concurrentCalls = 4;
  private int maxPending = 200_000;

  AutoScalingSinkBuilder() {}

  /** How to reach the Auto Scaling API. */
  public AutoScalingSinkBuilder connection(AutoScalingConnection newConnection) {
    this.connection = newConnection;
    return this;
  }

  /** Reads whether a group may still be scaled. */
  public AutoScalingSinkBuilder tagReader(TagReader newTagReader) {
    this.tagReader = newTagReader;
    return this;
  }

  /** The time that decisions expire in; real time by default. */
  public AutoScalingSinkBuilder timeScale(TimeScale newTimeScale) {
    this.timeScale = newTimeScale;
    return this;
  }

  /** The machine's clock, a serializable one; the system's by default. */
  public AutoScalingSinkBuilder clock(Clock newClock) {
    this.clock = newClock;
    return this;
  }

  public AutoScalingSinkBuilder retryPolicy(RetryPolicy newRetryPolicy) {
    this.retryPolicy = newRetryPolicy;
    return this;
  }

  /** How many groups a subtask works on at once; 4 by default. */
  public AutoScalingSinkBuilder concurrentCalls(int newConcurrentCalls) {
    this.concurrentCalls = newConcurrentCalls;
    return this;
  }

  /**
   * How many commands a subtask holds unfinished before it holds up the job; 200,000 by default. A
   * group has about as many as fit between a decision and its expiry, which is three.
   */
  public AutoScalingSinkBuilder maxPending(int newMaxPending) {
    this.maxPending = newMaxPending;
    return this;
  }

  /**
   * @throws NullPointerException if connection or tag reader is not set
   * @throws IllegalArgumentException if a number is below 1, or the clock cannot be serialized
   */
  public AutoScalingSink build() {
    Objects.requireNonNull(connection, "connection");
    if (concurrentCalls < 1 || maxPending < 1) {
      throw new IllegalArgumentException(
          "concurrent calls and pending commands must be at least 1, but are "
              + concurrentCalls
              + " and "
              + maxPending);
    }
    if (!(clock instanceof Serializable)) {
      throw new IllegalArgumentException("the clock must be serializable: " + clock);
    }
    return new AutoScalingSink(
        new CommandExecutorFactory(connection, new GroupMapper(tagReader), timeScale, clock),
        retryPolicy,
        concurrentCalls,
        maxPending);
  }
}
