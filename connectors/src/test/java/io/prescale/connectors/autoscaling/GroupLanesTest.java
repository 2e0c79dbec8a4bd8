package io.prescale.connectors.autoscaling;

import static io.prescale.connectors.autoscaling.Decisions.scale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupLanesTest {
  private static final RetryPolicy FAST =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2));

  private final List<String> attempts = new CopyOnWriteArrayList<>();
  private final List<String> finished = new CopyOnWriteArrayList<>();
  private final AtomicInteger done = new AtomicInteger();
  private GroupLanes lanes;

  private final CommandListener listener =
      new CommandListener() {
        @Override
        public void retrying(ScalingCommand command, int count, long backoff, String reason) {}

        @Override
        public void finished(ScalingCommand command, AttemptResult result) {
          finished.add(command.id() + " " + result.outcome());
        }
      };

  private void open(Function<ScalingCommand, AttemptResult> attempt) {
    lanes =
        new GroupLanes(
            command -> {
              attempts.add(command.id());
              return attempt.apply(command);
            },
            FAST,
            listener,
            2);
  }

  private void submit(String group, int from, int to) {
    submit(group, from, to, 0);
  }

  private void submit(String group, int from, int to, long delayNanos) {
    lanes.submit(new ScalingCommand(scale(group, from, to)), delayNanos, done::incrementAndGet);
  }

  @AfterEach
  void close() {
    lanes.close();
  }

  @Test
  void aRepeatedCommandKeepsItsPlace() {
    AtomicInteger failures = new AtomicInteger(2);
    open(
        command ->
            failures.getAndDecrement() > 0
                ? AttemptResult.retry("wait")
                : AttemptResult.done(CommandOutcome.APPLIED, ""));

    submit("web", 1, 2);
    submit("web", 2, 3);
    await().until(() -> done.get() == 2);

    assertThat(attempts).containsExactly("web@1-2", "web@1-2", "web@1-2", "web@2-3");
    assertThat(finished).containsExactly("web@1-2 APPLIED", "web@2-3 APPLIED");
    assertThat(lanes.unfinished()).isEmpty();
  }

  @Test
  void givesUpAfterTheLastAttemptAndGoesOn() {
    open(
        command ->
            command.currentCapacity() == 1
                ? AttemptResult.retry("wait")
                : AttemptResult.done(CommandOutcome.APPLIED, ""));

    submit("web", 1, 2);
    submit("web", 2, 3);
    await().until(() -> done.get() == 2);

    assertThat(attempts).hasSize(4);
    assertThat(finished).containsExactly("web@1-2 GAVE_UP", "web@2-3 APPLIED");
  }

  @Test
  void survivesWhatNobodyForesaw() {
    open(
        command -> {
          throw new IllegalStateException("oops");
        });

    submit("web", 1, 2);
    await().until(() -> done.get() == 1);

    assertThat(finished).containsExactly("web@1-2 FAILED");
  }

  @Test
  void aStuckGroupDoesNotHoldUpOthers() {
    CountDownLatch stuck = new CountDownLatch(1);
    open(
        command -> {
          if (command.group().equals("stuck")) {
            try {
              stuck.await();
            } catch (InterruptedException closed) {
              return AttemptResult.retry("closed");
            }
          }
          return AttemptResult.done(CommandOutcome.APPLIED, "");
        });

    submit("stuck", 1, 2);
    submit("stuck", 2, 3);
    submit("web", 1, 2);
    await().until(() -> done.get() == 1);

    assertThat(finished).containsExactly("web@1-2 APPLIED");
    assertThat(lanes.unfinished())
        .extracting(ScalingCommand::id)
        .containsExactly("stuck@1-2", "stuck@2-3");
    lanes.close();
    assertThat(lanes.unfinished()).hasSize(2);
    assertThat(finished).hasSize(1);
  }

  @Test
  void aDelayedCommandHoldsUpItsGroupOnly() {
    open(command -> AttemptResult.done(CommandOutcome.APPLIED, ""));

    submit("held", 1, 2);
    await().until(() -> done.get() == 1);
    submit("held", 2, 3, TimeUnit.DAYS.toNanos(1));
    submit("held", 3, 4);
    submit("web", 1, 2);
    await().until(() -> done.get() == 2);

    assertThat(finished).containsExactly("held@1-2 APPLIED", "web@1-2 APPLIED");
    assertThat(lanes.unfinished())
        .extracting(ScalingCommand::id)
        .containsExactly("held@2-3", "held@3-4");
  }
}
