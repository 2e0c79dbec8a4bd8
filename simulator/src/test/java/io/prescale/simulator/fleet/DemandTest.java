package io.prescale.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prescale.simulator.fleet.DemandCurve.Irregularity;
import io.prescale.simulator.fleet.DemandCurve.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemandTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant SATURDAY = Instant.parse("2026-01-10T00:00:00Z");
  private static final Shape SHAPE = new Shape(400, 0.5, 18, 0.6);

  @Test
  void dayPeaksAtThePeakHour() {
    Demand demand = new DemandCurve(SHAPE, Irregularity.none(), 1);
    assertThat(demand.at(MONDAY.plus(Duration.ofHours(18)))).isCloseTo(600, within(1e-9));
    assertThat(demand.at(MONDAY.plus(Duration.ofHours(6)))).isLessThan(300);
    assertThat(demand.at(MONDAY.plus(Duration.ofHours(42)))).isCloseTo(600, within(1e-9));
  }

  @Test
  void weekendHasItsOwnLevelWithoutAJumpAtMidnight() {
    Demand demand = new DemandCurve(SHAPE, Irregularity.none(), 1);
    assertThat(demand.at(SATURDAY.plus(Duration.ofHours(18)))).isCloseTo(360, within(1e-9));
    for (int minute = 0; minute < 7 * 1440; minute++) {
      double before = demand.at(MONDAY.plus(Duration.ofMinutes(minute)));
      double after = demand.at(MONDAY.plus(Duration.ofMinutes(minute + 1)));
      assertThat(after).as("minute " + minute).isCloseTo(before, within(4.0));
    }
  }

  @Test
  void noiseHasTheDeviationAskedForAndNoBias() {
    Demand demand = new DemandCurve(new Shape(100, 0, 0, 1), new Irregularity(0, 0.05, 0, 0), 3);
    double[] values =
        IntStream.range(0, 20_000)
            .mapToDouble(minute -> demand.at(MONDAY.plus(Duration.ofMinutes(minute))))
            .toArray();
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
    double variance =
        IntStream.range(0, values.length)
            .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
            .average()
            .orElse(0);
    assertThat(mean).isCloseTo(100, within(0.3));
    assertThat(Math.sqrt(variance)).isCloseTo(5, within(0.2));
  }

  @Test
  void burstsRaiseDemandForMinutesOnly() {
    Demand demand = new DemandCurve(new Shape(100, 0, 0, 1), new Irregularity(0, 0, 2, 0.8), 5);
    long raised =
        IntStream.range(0, 14 * 1440)
            .filter(minute -> demand.at(MONDAY.plus(Duration.ofMinutes(minute))) > 110)
            .count();
    assertThat(raised).isBetween(14 * 10L, 14 * 150L);
    double highest =
        IntStream.range(0, 14 * 1440)
            .mapToDouble(minute -> demand.at(MONDAY.plus(Duration.ofMinutes(minute))))
            .max()
            .orElse(0);
    assertThat(highest).isBetween(130.0, 180.0);
  }

  @Test
  void saleRaisesDemandWhileItLasts() {
    Instant end = MONDAY.plus(Duration.ofHours(2));
    Sale sale = new Sale("s", "Sale", MONDAY, end, List.of("web"), 1.5);
    Demand demand = sale.appliedTo(Demand.constant(100));
    assertThat(demand.at(MONDAY.minusSeconds(60))).isEqualTo(100);
    assertThat(demand.at(MONDAY.plus(Duration.ofMinutes(10)))).isEqualTo(125);
    assertThat(demand.at(MONDAY.plus(Duration.ofHours(1)))).isEqualTo(150);
    assertThat(demand.at(end)).isEqualTo(150);
    assertThat(demand.at(end.plus(Duration.ofMinutes(20)))).isEqualTo(100);
    assertThat(demand.at(end.plus(Duration.ofDays(1)))).isEqualTo(100);
    assertThat(sale.concerns("web-001")).isTrue();
    assertThat(sale.concerns("api-001")).isFalse();
  }

  @Test
  void saleCountsForTheSlotsThatItOverlaps() {
    Instant end = MONDAY.plus(Duration.ofMinutes(10));
    Sale sale = new Sale("s", "Sale", MONDAY, end, List.of("web"), 1.5);
    Duration slot = Duration.ofMinutes(5);
    assertThat(sale.overlaps(MONDAY.minus(slot), MONDAY)).isFalse();
    assertThat(sale.overlaps(MONDAY, MONDAY.plus(slot))).isTrue();
    assertThat(sale.overlaps(end, end.plus(slot))).isTrue();
    assertThat(sale.overlaps(end.plusMillis(1), end.plus(slot))).isFalse();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new Shape(-1, 0, 0, 1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Shape(1, 1.5, 0, 1)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> new Sale("s", "Sale", MONDAY, MONDAY, List.of(), 1))
        .hasMessageContaining("sale s");
  }
}
