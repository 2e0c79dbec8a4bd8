package io.prescale.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.fleet.ScalingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetGeneratorTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @Test
  void groupsHaveNamesOfTheirKindAndTheModeAskedFor() {
    FleetSpecification fleet =
        new FleetGenerator(1, ScalingMode.OBSERVE).generate(50, START, Duration.ofDays(1));
    Set<String> names = new HashSet<>();
    for (GroupSpecification group : fleet.groups()) {
      names.add(group.name());
      assertThat(group.name()).matches("(web|checkout|api|search|worker|batch)-\\d{3}");
      assertThat(group.tags()).containsEntry("prescale:mode", "observe");
    }
    assertThat(names).hasSize(50).contains("web-001", "checkout-002");
  }

  @Test
  void someGroupsHaveALoadBalancerAndSomeHaveNone() {
    List<GroupSpecification> groups =
        FleetGenerator.enforced(1).generate(12, START, Duration.ofDays(1)).groups();
    assertThat(groups).anyMatch(group -> group.traffic().loadBalancer().isPresent());
    assertThat(groups).anyMatch(group -> group.traffic().loadBalancer().isEmpty());
    assertThat(groups)
        .filteredOn(group -> group.traffic().loadBalancer().isPresent())
        .allSatisfy(
            group ->
                assertThat(group.traffic().loadBalancer().orElseThrow().targetGroupArn())
                    .matches(
                        "arn:aws:elasticloadbalancing:.*:targetgroup/" + group.name() + "/.*"));
  }

  @Test
  void maximumSizeCarriesTheBusiestHourOfASale() {
    FleetSpecification fleet = FleetGenerator.enforced(4).generate(24, START, Duration.ofDays(7));
    for (GroupSpecification group : fleet.groups()) {
      double hourlyPeak = 0;
      for (int hour = 0; hour < 7 * 24; hour++) {
        double sum = 0;
        for (int minute = 0; minute < 60; minute++) {
          sum += group.demand().at(START.plus(Duration.ofMinutes(hour * 60L + minute)));
        }
        hourlyPeak = Math.max(hourlyPeak, sum / 60);
      }
      assertThat(group.sizing().max() * 100.0).as(group.name()).isGreaterThan(hourlyPeak);
    }
  }

  @Test
  void salesLieWithinTheSpanAndOnSlots() {
    for (Duration span : List.of(Duration.ofHours(6), Duration.ofDays(3), Duration.ofDays(30))) {
      List<Sale> sales = FleetGenerator.enforced(1).sales(START, span);
      assertThat(sales).hasSize((int) Math.max(1, span.toDays() / 5));
      for (Sale sale : sales) {
        assertThat(sale.start()).isAfter(START);
        assertThat(sale.end()).isBeforeOrEqualTo(START.plus(span));
        assertThat(sale.start().getEpochSecond() % 300).isZero();
        assertThat(sale.end().getEpochSecond() % 300).isEqualTo(299);
      }
    }
  }

  @Test
  void refusesAnEmptyFleetAndAnEmptySpan() {
    assertThatThrownBy(() -> FleetGenerator.enforced(1).generate(0, START, Duration.ofDays(1)))
        .hasMessageContaining("0");
    assertThatThrownBy(() -> FleetGenerator.enforced(1).generate(1, START, Duration.ZERO))
        .hasMessageContaining("span");
  }
}
