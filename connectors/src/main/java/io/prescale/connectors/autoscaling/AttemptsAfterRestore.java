package io.prescale.connectors.autoscaling;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Attempts in a job that was restored. With another parallelism, the commands that were not done
 * are dealt out anew, and an older one of a group may be in another subtask than a newer one. So
 * for a while a command that does not find the capacity that it was decided on is tried again, as
 * the command that leads there may still be under way. Thread-safe if the attempts are.
 */
final class AttemptsAfterRestore implements Function<ScalingCommand, AttemptResult> {
  /** Calls take less than a second; what a subtask restored is at work from its first moment. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Function<ScalingCommand, AttemptResult> attempts;
  private final LongSupplier nanoTime;
  private final long restoredAt;

  /**
   * @param nanoTime as {@link System#nanoTime()}; the job was restored now
   */
  AttemptsAfterRestore(Function<ScalingCommand, AttemptResult> attempts, LongSupplier nanoTime) {
    this.attempts = attempts;
    this.nanoTime = nanoTime;
    this.restoredAt = nanoTime.getAsLong();
  }

  @Override
  public AttemptResult apply(ScalingCommand command) {
    boolean early = nanoTime.getAsLong() - restoredAt < PATIENCE.toNanos();
    AttemptResult result = attempts.apply(command);
    return early && result.outcome() == CommandOutcome.SUPERSEDED
        ? AttemptResult.retry(
            result.reason() + "; the command before it may be under way in another subtask")
        : result;
  }
}
