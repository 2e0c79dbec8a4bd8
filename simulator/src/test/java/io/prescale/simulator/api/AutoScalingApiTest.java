package io.prescale.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.simulator.metric.MetricFeed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.InvalidNextTokenException;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** The actions of the API, as AWS's own client sees them. */
class AutoScalingApiTest {
  private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
  private static final Map<String, String> ENFORCED = Map.of("prescale:mode", "enforce");

  private final StaticBackend backend = new StaticBackend(Clock.fixed(NOW, ZoneOffset.UTC));
  private SimulationServer server;
  private AutoScalingClient client;

  @BeforeEach
  void start() throws Exception {
    server = SimulationServer.start(backend, MetricFeed.empty());
    client = ApiClients.client(server.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void describesEverythingOfAGroup() {
    backend.put(
        new GroupDescription(
            "web-001",
            new GroupDescription.Capacity(1, 9, 3, 240),
            NOW,
            List.of(
                new GroupDescription.Instance("i-1", "us-east-1a", "InService"),
                new GroupDescription.Instance("i-2", "us-east-1b", "Pending")),
            new TreeMap<>(Map.of("prescale:mode", "observe", "team", "shop & <co>")),
            List.of("arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/web/1"),
            new TreeSet<>(List.of("Launch"))));

    AutoScalingGroup group = describe().get(0);
    assertThat(group.autoScalingGroupName()).isEqualTo("web-001");
    assertThat(group.autoScalingGroupARN()).endsWith("autoScalingGroupName/web-001");
    assertThat(group.minSize()).isEqualTo(1);
    assertThat(group.maxSize()).isEqualTo(9);
    assertThat(group.desiredCapacity()).isEqualTo(3);
    assertThat(group.defaultCooldown()).isEqualTo(240);
    assertThat(group.createdTime()).isEqualTo(NOW);
    assertThat(group.targetGroupARNs())
        .containsExactly("arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/web/1");
    assertThat(group.instances())
        .extracting(instance -> instance.instanceId() + " " + instance.lifecycleStateAsString())
        .containsExactly("i-1 InService", "i-2 Pending");
    assertThat(group.tags())
        .extracting(tag -> tag.resourceId() + " " + tag.key() + "=" + tag.value())
        .containsExactly("web-001 prescale:mode=observe", "web-001 team=shop & <co>");
    assertThat(group.suspendedProcesses())
        .extracting(SuspendedProcess::processName)
        .containsExactly("Launch");
  }

  @Test
  void filtersByTags() {
    backend.put("a", 0, 1, 0, Map.of("prescale:mode", "enforce", "env", "prod"));
    backend.put("b", 0, 1, 0, Map.of("prescale:mode", "observe", "env", "test"));
    backend.put("c", 0, 1, 0, Map.of("env", "prod"));

    assertThat(names(filter("tag-key", "prescale:mode"))).containsExactly("a", "b");
    assertThat(names(filter("tag-value", "prod"))).containsExactly("a", "c");
    assertThat(names(filter("tag:env", "prod", "dev"))).containsExactly("a", "c");
    assertThat(names(filter("tag:env", "prod", "test"))).containsExactly("a", "b", "c");
    assertThat(names(filter("tag-key", "prescale:mode"), filter("tag:env", "prod")))
        .containsExactly("a");
    assertThat(names(filter("tag-key", "nobody"))).isEmpty();
    assertRefused(() -> names(filter("colour", "red")), 400, "ValidationError", "colour");
  }

  @Test
  void describesGroupsByName() {
    backend.put("a", 0, 1, 0, ENFORCED).put("b", 0, 1, 0, ENFORCED).put("c", 0, 1, 0, ENFORCED);
    assertThat(
            client
                .describeAutoScalingGroups(
                    request -> request.autoScalingGroupNames("c", "unknown", "a"))
                .autoScalingGroups())
        .extracting(AutoScalingGroup::autoScalingGroupName)
        .containsExactly("a", "c");
  }

  @Test
  void pagesCoverEveryGroupOnce() {
    List<String> expected = new ArrayList<>();
    for (int number = 0; number < 120; number++) {
      String name = String.format("web-%03d", number);
      backend.put(name, 0, 1, 0, number % 3 == 0 ? Map.of() : ENFORCED);
      if (number % 3 != 0) {
        expected.add(name);
      }
    }
    for (int pageSize : new int[] {1, 7, 40, 80, 100}) {
      List<String> told = new ArrayList<>();
      client
          .describeAutoScalingGroupsPaginator(
              request -> request.filters(filter("tag-key", "prescale:mode")).maxRecords(pageSize))
          .autoScalingGroups()
          .forEach(group -> told.add(group.autoScalingGroupName()));
      assertThat(told).as("pages of " + pageSize).isEqualTo(expected);
    }
    assertThat(client.describeAutoScalingGroups().autoScalingGroups()).hasSize(50);
  }

  @Test
  void groupsThatComeAndGoBetweenPagesShiftNothing() {
    backend.put("a", 0, 1, 0, ENFORCED).put("b", 0, 1, 0, ENFORCED).put("c", 0, 1, 0, ENFORCED);
    DescribeAutoScalingGroupsResponse first =
        client.describeAutoScalingGroups(request -> request.maxRecords(2));
    backend.remove("b").put("aa", 0, 1, 0, ENFORCED);
    DescribeAutoScalingGroupsResponse second =
        client.describeAutoScalingGroups(
            request -> request.maxRecords(2).nextToken(first.nextToken()));
    assertThat(second.autoScalingGroups())
        .extracting(AutoScalingGroup::autoScalingGroupName)
        .containsExactly("c");
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void refusesPagesThatCannotBe() {
    assertRefused(
        () -> client.describeAutoScalingGroups(request -> request.maxRecords(101)),
        400,
        "ValidationError",
        "101");
    assertRefused(
        () -> client.describeAutoScalingGroups(request -> request.maxRecords(0)),
        400,
        "ValidationError",
        "MaxRecords");
    assertThatThrownBy(() -> client.describeAutoScalingGroups(request -> request.nextToken("%%%")))
        .isInstanceOf(InvalidNextTokenException.class);
  }

  @Test
  void setsDesiredCapacityAndRecordsEveryCall() {
    backend.put("web", 1, 4, 2, ENFORCED);
    setDesired("web", 4);
    assertThat(describe().get(0).desiredCapacity()).isEqualTo(4);
    assertThat(describe().get(0).instances()).hasSize(4);

    assertRefused(() -> setDesired("web", 5), 400, "ValidationError", "5 is above max value 4");
    assertRefused(() -> setDesired("web", 0), 400, "ValidationError", "0 is below min value 1");
    assertRefused(() -> setDesired("nowhere", 1), 400, "ValidationError", "nowhere");
    assertThat(describe().get(0).desiredCapacity()).isEqualTo(4);

    assertThat(server.calls().all())
        .containsExactly(
            new SetDesiredCapacityCall("web", 4, NOW, "OK"),
            new SetDesiredCapacityCall("web", 5, NOW, "ValidationError"),
            new SetDesiredCapacityCall("web", 0, NOW, "ValidationError"),
            new SetDesiredCapacityCall("nowhere", 1, NOW, "ValidationError"));
    assertThat(server.calls().applied())
        .containsExactly(new SetDesiredCapacityCall("web", 4, NOW, "OK"));
  }

  @Test
  void updatesSizes() {
    backend.put("web", 1, 4, 2, ENFORCED);
    client.updateAutoScalingGroup(
        request -> request.autoScalingGroupName("web").minSize(3).maxSize(6));
    assertThat(describe().get(0).desiredCapacity()).isEqualTo(3);
    client.updateAutoScalingGroup(
        request -> request.autoScalingGroupName("web").desiredCapacity(6));
    assertThat(describe().get(0).desiredCapacity()).isEqualTo(6);
    assertRefused(
        () ->
            client.updateAutoScalingGroup(
                request -> request.autoScalingGroupName("web").minSize(7)),
        400,
        "ValidationError",
        "7");
  }

  @Test
  void suspendsAndResumesProcesses() {
    backend.put("web", 1, 4, 2, ENFORCED);
    client.suspendProcesses(
        request -> request.autoScalingGroupName("web").scalingProcesses("Launch", "AZRebalance"));
    assertThat(suspended()).containsExactly("AZRebalance", "Launch");
    client.resumeProcesses(
        request -> request.autoScalingGroupName("web").scalingProcesses("Launch"));
    assertThat(suspended()).containsExactly("AZRebalance");
    client.suspendProcesses(request -> request.autoScalingGroupName("web"));
    assertThat(suspended()).contains("Launch", "Terminate", "ScheduledActions");
    client.resumeProcesses(request -> request.autoScalingGroupName("web"));
    assertThat(suspended()).isEmpty();
    assertRefused(
        () ->
            client.suspendProcesses(
                request -> request.autoScalingGroupName("web").scalingProcesses("Lunch")),
        400,
        "ValidationError",
        "Lunch");
  }

  @Test
  void changesTags() {
    backend.put("web", 1, 4, 2, ENFORCED);
    client.createOrUpdateTags(
        request -> request.tags(tag("prescale:mode", "observe"), tag("team", "shop")));
    assertThat(names(filter("tag:prescale:mode", "observe"), filter("tag:team", "shop")))
        .containsExactly("web");
    client.deleteTags(request -> request.tags(tag("prescale:mode", "observe")));
    assertThat(names(filter("tag-key", "prescale:mode"))).isEmpty();
  }

  @Test
  void refusesActionsThatItDoesNotKnow() {
    assertRefused(() -> client.describePolicies(), 400, "InvalidAction", "DescribePolicies");
  }

  @Test
  void tellsNamesWithCharactersThatXmlReserves() {
    String name = "a<b>&\"c'd]]>é漢😀";
    backend.put(name, 0, 3, 1, Map.of("k<&>", "v\"<&>"));
    assertThat(describe().get(0).autoScalingGroupName()).isEqualTo(name);
    assertThat(names(filter("tag-key", "k<&>"))).containsExactly(name);
    setDesired(name, 2);
    assertThat(server.calls().applied())
        .extracting(SetDesiredCapacityCall::group)
        .containsExactly(name);
    assertRefused(() -> setDesired("<no>&such", 2), 400, "ValidationError", "<no>&such");
  }

  @Test
  void replacesCharactersThatXmlCannotHold() {
    backend.put("bell\u0007", 0, 1, 0, Map.of("k", "half \ud800 pair"));
    AutoScalingGroup group = describe().get(0);
    assertThat(group.autoScalingGroupName()).isEqualTo("bell\ufffd");
    assertThat(group.tags().get(0).value()).isEqualTo("half \ufffd pair");
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().resourceId("web").key(key).value(value).build();
  }

  private void setDesired(String group, int desired) {
    client.setDesiredCapacity(
        request -> request.autoScalingGroupName(group).desiredCapacity(desired));
  }

  private List<AutoScalingGroup> describe() {
    return client.describeAutoScalingGroups().autoScalingGroups();
  }

  private List<String> suspended() {
    return describe().get(0).suspendedProcesses().stream()
        .map(SuspendedProcess::processName)
        .toList();
  }

  private List<String> names(Filter... filters) {
    return client
        .describeAutoScalingGroups(request -> request.filters(filters))
        .autoScalingGroups()
        .stream()
        .map(AutoScalingGroup::autoScalingGroupName)
        .toList();
  }

  private static Filter filter(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }

  private static void assertRefused(Runnable request, int status, String code, String message) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            AutoScalingException.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(status);
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
              assertThat(refusal.requestId()).isNotBlank();
            });
  }
}
