package io.prescale.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.simulator.fleet.FleetGenerator;
import io.prescale.simulator.fleet.FleetSpecification;
import io.prescale.simulator.fleet.SimulatedFleet;
import io.prescale.simulator.metric.MetricLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;

/** A simulated fleet, seen and scaled through AWS's own client. */
class FleetOverTheWireTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration LONGEST_BOOT = Duration.ofMinutes(5);

  private SimulatedFleet fleet;
  private SimulationServer server;
  private AutoScalingClient client;

  @BeforeEach
  void start() throws Exception {
    FleetSpecification specification =
        FleetGenerator.enforced(1).generate(130, START, Duration.ofDays(1));
    fleet = new SimulatedFleet(specification, new MetricLog(1_000, Duration.ZERO));
    server = SimulationServer.start(fleet, fleet.metrics());
    client = ApiClients.client(server.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void managedGroupsAreFoundWithTheirTargetGroups() {
    List<AutoScalingGroup> groups =
        client
            .describeAutoScalingGroupsPaginator(
                request ->
                    request.filters(
                        Filter.builder().name("tag-key").values("prescale:mode").build()))
            .autoScalingGroups()
            .stream()
            .toList();
    assertThat(groups).hasSize(130);
    assertThat(groups)
        .allSatisfy(
            group ->
                assertThat(group.hasTargetGroupARNs() && !group.targetGroupARNs().isEmpty())
                    .isEqualTo(
                        group.autoScalingGroupName().matches("(web|checkout|api|search).*")));
  }

  @Test
  void newInstancesArePendingUntilTheyHaveBooted() {
    AutoScalingGroup before = describe();
    int desired = before.desiredCapacity() + 2;
    setDesired(desired, false);
    assertThat(inService(describe())).isEqualTo(before.desiredCapacity());
    assertThat(describe().instances())
        .filteredOn(instance -> instance.lifecycleState() == LifecycleState.PENDING)
        .hasSize(2);

    fleet.advanceTo(START.plus(LONGEST_BOOT));
    assertThat(inService(describe())).isEqualTo(desired);
    assertThat(server.calls().applied())
        .containsExactly(new SetDesiredCapacityCall("web-001", desired, START, "OK"));
  }

  @Test
  void requestThatHonoursTheCooldownIsRefusedUntilItIsOver() {
    int desired = describe().desiredCapacity();
    setDesired(desired + 1, true);
    assertThatThrownBy(() -> setDesired(desired + 2, true))
        .isInstanceOf(ScalingActivityInProgressException.class);
    fleet.advanceTo(START.plus(Duration.ofMinutes(5)));
    setDesired(desired + 2, true);
    assertThat(describe().desiredCapacity()).isEqualTo(desired + 2);
  }

  private AutoScalingGroup describe() {
    return client
        .describeAutoScalingGroups(request -> request.autoScalingGroupNames("web-001"))
        .autoScalingGroups()
        .get(0);
  }

  private void setDesired(int desired, boolean honorCooldown) {
    client.setDesiredCapacity(
        request ->
            request
                .autoScalingGroupName("web-001")
                .desiredCapacity(desired)
                .honorCooldown(honorCooldown));
  }

  private static int inService(AutoScalingGroup group) {
    return (int)
        group.instances().stream()
            .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
            .count();
  }
}
