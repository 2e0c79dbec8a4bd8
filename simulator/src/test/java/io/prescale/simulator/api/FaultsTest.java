package io.prescale.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prescale.simulator.metric.MetricFeed;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;

class FaultsTest {
  private static final String SET = "SetDesiredCapacity";

  private final StaticBackend backend = new StaticBackend(Clock.systemUTC());
  private SimulationServer server;
  private AutoScalingClient client;

  @BeforeEach
  void start() throws Exception {
    backend.put("web", 0, 100, 1, Map.of("prescale:mode", "enforce"));
    server = SimulationServer.start(backend, MetricFeed.empty());
    client = ApiClients.client(server.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void scriptedFaultsComeInTheirOrderAndThenNoMore() {
    server
        .faults()
        .next(
            SET,
            Fault.Kind.THROTTLE,
            Fault.Kind.INTERNAL_FAILURE,
            Fault.Kind.NONE,
            Fault.Kind.SERVICE_UNAVAILABLE,
            Fault.Kind.ACCESS_DENIED);

    assertThat(refusalOf(2).isThrottlingException()).isTrue();
    assertThat(refusalOf(3).statusCode()).isEqualTo(500);
    setDesired(4);
    assertThat(refusalOf(5).statusCode()).isEqualTo(503);
    assertThat(refusalOf(6).awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    setDesired(7);
    assertThat(server.calls().all())
        .extracting(SetDesiredCapacityCall::outcome)
        .containsExactly(
            "Throttling", "InternalFailure", "OK", "ServiceUnavailable", "AccessDenied", "OK");
    assertThat(server.calls().applied())
        .extracting(SetDesiredCapacityCall::desired)
        .containsExactly(4, 7);
  }

  @Test
  void faultOfOneActionSparesTheOthers() {
    server.faults().next(SET, Fault.Kind.THROTTLE);
    assertThat(client.describeAutoScalingGroups().autoScalingGroups()).hasSize(1);
    assertThat(refusalOf(2).isThrottlingException()).isTrue();
  }

  @Test
  void clientSeesTheErrorsOfTheApiAsItsOwn() {
    server
        .faults()
        .next(
            SET,
            Fault.Kind.SCALING_ACTIVITY_IN_PROGRESS,
            Fault.Kind.RESOURCE_CONTENTION,
            Fault.Kind.EXPIRED_TOKEN);
    assertThatThrownBy(() -> setDesired(2)).isInstanceOf(ScalingActivityInProgressException.class);
    assertThatThrownBy(() -> setDesired(2)).isInstanceOf(ResourceContentionException.class);
    AutoScalingException expired = refusalOf(2);
    assertThat(expired.statusCode()).isEqualTo(403);
    assertThat(expired.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken");
  }

  @Test
  void clientThatRetriesGetsThrough() {
    server.faults().next(SET, Fault.Kind.THROTTLE, Fault.Kind.INTERNAL_FAILURE);
    try (AutoScalingClient patient =
        ApiClients.client(server.endpoint(), 3, Duration.ofSeconds(30))) {
      patient.setDesiredCapacity(request -> request.autoScalingGroupName("web").desiredCapacity(9));
    }
    assertThat(server.calls().applied()).hasSize(1);
  }

  @Test
  void droppedConnectionIsAnErrorOfTheClientAndChangesNothing() {
    // The JDK's client repeats a request once by itself when an idle connection breaks.
    server.faults().next(SET, Fault.Kind.DROP_CONNECTION, Fault.Kind.DROP_CONNECTION);
    assertThatThrownBy(() -> setDesired(5)).isInstanceOf(SdkClientException.class);
    assertThat(desired()).isEqualTo(1);
    assertThat(server.calls().applied()).isEmpty();
    assertThat(server.calls().all())
        .isNotEmpty()
        .allMatch(call -> call.outcome().equals(SetDesiredCapacityCall.CONNECTION_DROPPED));
  }

  @Test
  void droppedResponseIsAnErrorOfTheClientAlthoughCarriedOut() {
    server.faults().next(SET, Fault.Kind.DROP_RESPONSE, Fault.Kind.DROP_RESPONSE);
    assertThatThrownBy(() -> setDesired(5)).isInstanceOf(SdkClientException.class);
    assertThat(desired()).isEqualTo(5);
    assertThat(server.calls().applied()).isNotEmpty();
  }

  @Test
  void delayLetsAnImpatientClientTimeOut() {
    server.faults().next(SET, Fault.delayed(Duration.ofSeconds(5)));
    try (AutoScalingClient impatient =
        ApiClients.client(server.endpoint(), 1, Duration.ofMillis(200))) {
      assertThatThrownBy(
              () ->
                  impatient.setDesiredCapacity(
                      request -> request.autoScalingGroupName("web").desiredCapacity(5)))
          .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void sharesAreMetAndRepeatWithTheSeed() {
    FaultPlan plan = new FaultPlan(11).share(Fault.Kind.THROTTLE, 0.3);
    plan.share(Fault.Kind.INTERNAL_FAILURE, 0.1);
    List<Fault.Kind> drawn = draw(plan, 10_000);
    assertThat(drawn.stream().filter(kind -> kind == Fault.Kind.THROTTLE).count())
        .isBetween(2_800L, 3_200L);
    assertThat(drawn.stream().filter(kind -> kind == Fault.Kind.INTERNAL_FAILURE).count())
        .isBetween(900L, 1_100L);
    assertThat(
            draw(
                new FaultPlan(11)
                    .share(Fault.Kind.THROTTLE, 0.3)
                    .share(Fault.Kind.INTERNAL_FAILURE, 0.1),
                10_000))
        .isEqualTo(drawn);
    plan.clear();
    assertThat(draw(plan, 100)).containsOnly(Fault.Kind.NONE);
  }

  @Test
  void refusesSharesAboveOne() {
    FaultPlan plan = FaultPlan.none().share(Fault.Kind.THROTTLE, 0.7);
    assertThatThrownBy(() -> plan.share(Fault.Kind.INTERNAL_FAILURE, 0.4))
        .hasMessageContaining("INTERNAL_FAILURE gets 0.4");
    assertThatThrownBy(() -> plan.share(Fault.Kind.DELAY, -0.1)).hasMessageContaining("-0.1");
    plan.share(Fault.Kind.THROTTLE, 1);
  }

  private static List<Fault.Kind> draw(FaultPlan plan, int count) {
    List<Fault.Kind> kinds = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      kinds.add(plan.draw("DescribeAutoScalingGroups").kind());
    }
    return kinds;
  }

  private AutoScalingException refusalOf(int desired) {
    return catchThrowableOfType(AutoScalingException.class, () -> setDesired(desired));
  }

  private void setDesired(int desired) {
    client.setDesiredCapacity(
        request -> request.autoScalingGroupName("web").desiredCapacity(desired));
  }

  private int desired() {
    return backend.describe("web").orElseThrow().capacity().desired();
  }
}
