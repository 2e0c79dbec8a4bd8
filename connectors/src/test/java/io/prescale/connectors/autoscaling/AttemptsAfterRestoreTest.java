package io.prescale.connectors.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptsAfterRestoreTest {
  private final AtomicLong time = new AtomicLong(7);

  @Test
  void commandThatDoesNotFindItsBaseIsTriedAgainForAWhile() {
    AttemptsAfterRestore attempts = giving(CommandOutcome.SUPERSEDED);

    AttemptResult early = attempts.apply(null);
    assertThat(early.isRetry()).isTrue();
    assertThat(early.reason()).startsWith("why; the command before it");

    time.addAndGet(AttemptsAfterRestore.PATIENCE.toNanos());
    AttemptResult late = attempts.apply(null);
    assertThat(late.outcome()).isEqualTo(CommandOutcome.SUPERSEDED);
    assertThat(late.reason()).isEqualTo("why");
  }

  @ParameterizedTest
  @EnumSource(value = CommandOutcome.class, names = "SUPERSEDED", mode = EnumSource.Mode.EXCLUDE)
  void everyOtherOutcomeStands(CommandOutcome outcome) {
    assertThat(giving(outcome).apply(null).outcome()).isEqualTo(outcome);
  }

  @Test
  void failureThatMayPassStaysOne() {
    AttemptsAfterRestore attempts =
        new AttemptsAfterRestore(command -> AttemptResult.retry("throttled"), time::get);

    assertThat(attempts.apply(null).reason()).isEqualTo("throttled");
  }

  private AttemptsAfterRestore giving(CommandOutcome outcome) {
    return new AttemptsAfterRestore(command -> AttemptResult.done(outcome, "why"), time::get);
  }
}
