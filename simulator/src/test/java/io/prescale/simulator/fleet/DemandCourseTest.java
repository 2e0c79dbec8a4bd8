package io.prescale.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemandCourseTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int WEEKS = 40;
  private static final int MINUTES = WEEKS * 7 * 1440;

  @Test
  void aTrendCompoundsFromTheStart() {
    Demand growing = new Trend(50).appliedTo(Demand.constant(100), START);
    assertThat(growing.at(START)).isEqualTo(100);
    assertThat(growing.at(START.plus(Duration.ofDays(28)))).isCloseTo(150, within(1e-9));
    assertThat(growing.at(START.plus(Duration.ofDays(56)))).isCloseTo(225, within(1e-9));

    Demand shrinking = new Trend(-50).appliedTo(Demand.constant(100), START);
    assertThat(shrinking.at(START.plus(Duration.ofDays(28)))).isCloseTo(50, within(1e-9));
  }

  @Test
  void crowdsComeAsOftenAsAskedForAndNoHigher() {
    FlashCrowds crowds = new FlashCrowds(3, 4, Duration.ofMinutes(10), Duration.ofMinutes(15));
    double[] demand = minutes(crowds, 7);

    // A crowd begins where demand leaves its usual level.
    long begun =
        IntStream.range(1, MINUTES)
            .filter(minute -> demand[minute] > 100 && demand[minute - 1] == 100)
            .count();
    assertThat(begun / (double) WEEKS).isBetween(2.4, 3.6);
    assertThat(IntStream.range(0, MINUTES).mapToDouble(i -> demand[i]).max().orElse(0))
        .isBetween(330.0, 400.0);
    assertThat(IntStream.range(0, MINUTES).mapToDouble(i -> demand[i]).min().orElse(0))
        .isEqualTo(100);
  }

  @Test
  void aCrowdRisesInTheTimeAskedForAndHalvesInItsHalfLife() {
    double[] demand =
        minutes(new FlashCrowds(1, 3, Duration.ofMinutes(20), Duration.ofMinutes(30)), 3);
    int first = IntStream.range(0, MINUTES).filter(i -> demand[i] > 100).findFirst().orElseThrow();
    int top = first;
    while (demand[top + 1] > demand[top]) {
      top++;
    }
    assertThat(top - first).isBetween(18, 20);
    assertThat((demand[top + 31] - 100) / (demand[top + 1] - 100)).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void aRiseOfZeroIsAJump() {
    double[] demand = minutes(new FlashCrowds(1, 2, Duration.ZERO, Duration.ofMinutes(10)), 3);
    int first = IntStream.range(0, MINUTES).filter(i -> demand[i] > 100).findFirst().orElseThrow();
    assertThat(demand[first]).isGreaterThan(145);
    assertThat(demand[first + 1]).isLessThan(demand[first]);
  }

  @Test
  void theSeedDecidesWhen() {
    FlashCrowds crowds = new FlashCrowds(3, 4, Duration.ofMinutes(10), Duration.ofMinutes(15));
    assertThat(minutes(crowds, 7)).isEqualTo(minutes(crowds, 7)).isNotEqualTo(minutes(crowds, 8));
  }

  @Test
  void fleetsHaveTheCourseInTheirDemandAndRoomForItInTheirSizes() {
    Duration span = Duration.ofDays(28);
    DemandCourse course =
        new DemandCourse(
            new Trend(30), new FlashCrowds(7, 3, Duration.ofMinutes(5), Duration.ofMinutes(20)));
    FleetGenerator plain = FleetGenerator.enforced(4);
    FleetSpecification without = plain.generate(6, START, span);
    FleetSpecification with = plain.with(course).generate(6, START, span);

    Instant end = START.plus(span).minusSeconds(60);
    for (int index = 0; index < 6; index++) {
      GroupSpecification before = without.groups().get(index);
      GroupSpecification after = with.groups().get(index);
      assertThat(after.name()).isEqualTo(before.name());
      assertThat(after.demand().at(end) / before.demand().at(end)).isGreaterThan(1.29);
      assertThat(after.sizing().max()).isGreaterThan(2 * before.sizing().max());
    }
    assertThat(plain.with(DemandCourse.uneventful()).generate(6, START, span).groups())
        .extracting(GroupSpecification::sizing)
        .isEqualTo(without.groups().stream().map(GroupSpecification::sizing).toList());
  }

  @Test
  void refusesWhatMakesNoSense() {
    Duration minutes = Duration.ofMinutes(10);
    assertRefused(() -> new Trend(-100), "trend must be above -100", "-100");
    assertRefused(() -> new Trend(Double.NaN), "trend", "NaN");
    assertRefused(() -> new FlashCrowds(15, 2, minutes, minutes), "a week", "15");
    assertRefused(() -> new FlashCrowds(1, 0.5, minutes, minutes), "height", "0.5");
    assertRefused(() -> new FlashCrowds(1, 2, minutes.negated(), minutes), "rise", "PT-10M");
    assertRefused(() -> new FlashCrowds(1, 2, minutes, Duration.ZERO), "half-life", "PT0S");
  }

  private static void assertRefused(Supplier<?> maker, String... parts) {
    assertThatThrownBy(maker::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }

  private static double[] minutes(FlashCrowds crowds, long seed) {
    Demand demand = crowds.appliedTo(Demand.constant(100), seed);
    return IntStream.range(0, MINUTES)
        .mapToDouble(minute -> demand.at(START.plusSeconds(60L * minute)))
        .toArray();
  }
}
