package io.prescale.connectors.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallPacerTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private long nanoTime = -5 * SECOND;
  private double random = 0.5;
  private final CallPacer pacer = new CallPacer(10, () -> nanoTime, () -> random);

  @Test
  void callsAreATenthOfASecondApartHoweverManyComeAtOnce() {
    for (int call = 0; call < 30; call++) {
      assertThat(pacer.reserve()).isEqualTo(call * SECOND / 10);
    }
  }

  @Test
  void anIdleTimeEarnsNoBurst() {
    pacer.reserve();
    nanoTime += 60 * SECOND;

    assertThat(pacer.reserve()).isZero();
    assertThat(pacer.reserve()).isEqualTo(SECOND / 10);
  }

  @Test
  void eachThrottledCallHalvesThePaceDownToALimit() {
    pacer.throttled();
    assertThat(pacer.callsPerSecond()).isEqualTo(5);
    pacer.throttled();
    assertThat(pacer.callsPerSecond()).isEqualTo(2.5);
    for (int call = 0; call < 20; call++) {
      pacer.throttled();
    }
    assertThat(pacer.callsPerSecond()).isEqualTo(0.1);
  }

  @Test
  void successesWinTheFullPaceBackAndNoMore() {
    pacer.throttled();
    pacer.succeeded();
    assertThat(pacer.callsPerSecond()).isCloseTo(5.2, within(1e-9));
    for (int call = 0; call < 100; call++) {
      pacer.succeeded();
    }
    assertThat(pacer.callsPerSecond()).isEqualTo(10);
  }

  @Test
  void slowedDownItVariesThePauses() {
    pacer.throttled();
    pacer.reserve();
    random = 0;
    assertThat(pacer.reserve()).isEqualTo(SECOND / 5);
    random = 1;
    assertThat(pacer.reserve()).isEqualTo(SECOND / 5 + SECOND / 10);
    assertThat(pacer.reserve()).isEqualTo(SECOND / 5 + SECOND / 10 + SECOND * 3 / 10);
  }
}
