package io.prescale.forecasting.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.time.Slots;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SlotClockTest {
  private static final long DAY = TimeUnit.DAYS.toMillis(1);

  private final SlotClock clock = new SlotClock(DAY, 0);

  @Test
  void goesRoundOnceInItsPeriod() {
    assertThat(clock.sine(0)).isZero();
    assertThat(clock.cosine(0)).isEqualTo(1);
    assertThat(clock.sine(DAY / 4)).isEqualTo(1);
    assertThat(clock.cosine(DAY / 2)).isEqualTo(-1);
    assertThat(clock.sine(DAY - Slots.MILLIS)).isNegative();
  }

  @Test
  void countsFromItsOffset() {
    assertThat(new SlotClock(DAY, DAY / 4).sine(0)).isEqualTo(1);
  }

  /** Also before 1970. */
  @Property(tries = 200)
  void isTheSineOfThePhase(@ForAll @LongRange(min = -1_000_000, max = 20_000_000) long slot) {
    long start = slot * Slots.MILLIS;
    double angle = 2 * Math.PI * Math.floorMod(start, DAY) / DAY;

    assertThat((double) clock.sine(start)).isCloseTo(Math.sin(angle), within(1e-6));
    assertThat((double) clock.cosine(start)).isCloseTo(Math.cos(angle), within(1e-6));
    assertThat(clock.sine(start + 3 * DAY)).isEqualTo(clock.sine(start));
  }
}
