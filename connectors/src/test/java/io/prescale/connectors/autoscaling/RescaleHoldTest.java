package io.prescale.connectors.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.junit.jupiter.api.Test;

class RescaleHoldTest {
  private static final ScalingCommand RESTORED = new ScalingCommand(Decisions.scale("web", 1, 2));
  private static final ScalingCommand NEW = new ScalingCommand(Decisions.scale("web", 2, 3));

  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);

  private RescaleHold after(List<BufferedRequestState<ScalingCommand>> restored) {
    return RescaleHold.after(restored, 3, time::get);
  }

  private static BufferedRequestState<ScalingCommand> state(int parallelism) {
    return new PendingCommands(List.of(AutoScalingSinkWriter.wrap(RESTORED)), parallelism);
  }

  @Test
  void newCommandsWaitUntilTheRestoredOnesHaveHadTheirTime() {
    RescaleHold hold = after(List.of(state(2)));

    assertThat(hold.delayNanos(RESTORED)).isZero();
    assertThat(hold.delayNanos(NEW)).isEqualTo(RescaleHold.PATIENCE.toNanos());
    time.addAndGet(1_000);
    assertThat(hold.delayNanos(NEW)).isEqualTo(RescaleHold.PATIENCE.toNanos() - 1_000);
    assertThat(hold.isOver()).isFalse();

    time.addAndGet(RescaleHold.PATIENCE.toNanos());
    assertThat(hold.isOver()).isTrue();
    assertThat(hold.delayNanos(NEW)).isZero();
  }

  @Test
  void nothingWaitsWhenTheParallelismIsTheSame() {
    RescaleHold hold = after(List.of(state(3), new PendingCommands(List.of(), 3)));

    assertThat(hold.isOver()).isTrue();
    assertThat(hold.delayNanos(NEW)).isZero();
    assertThat(RescaleHold.none().delayNanos(NEW)).isZero();
  }

  @Test
  void subtaskThatGotNothingWaitsForTheOthers() {
    assertThat(after(List.of()).isOver()).isFalse();
  }

  @Test
  void commandsThatWereNotSettledYetAreHeldForAgain() {
    assertThat(after(List.of(state(PendingCommands.SCATTERED))).isOver()).isFalse();
    assertThat(after(List.of(state(3), state(PendingCommands.SCATTERED))).isOver()).isFalse();
  }
}
