package io.prescale.connectors.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.connectors.fleet.FakeAutoScalingApi.Answer;
import io.prescale.connectors.fleet.FakeAutoScalingApi.Group;
import io.prescale.connectors.polling.PollResult;
import io.prescale.connectors.polling.Poller;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.fleet.FleetUpdate.Kind;
import io.prescale.domain.fleet.ScalingMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;

class FleetPollerTest {
  private static final String TARGET_GROUP =
      "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef";

  private FakeAutoScalingApi api;
  private Poller<FleetUpdate> poller;

  @BeforeEach
  void open() throws IOException {
    api = new FakeAutoScalingApi();
    poller = newPoller(null);
  }

  @AfterEach
  void close() {
    poller.close();
    api.close();
  }

  private Poller<FleetUpdate> newPoller(byte[] state) throws IOException {
    Poller<FleetUpdate> created =
        FleetPoller.factory(api.connection(), FakeAutoScalingApi.modeOnly()).create();
    created.open(state);
    return created;
  }

  private List<String> poll() throws Exception {
    return poller.poll().records().stream()
        .map(
            update ->
                update.kind == Kind.SNAPSHOT_COMPLETE ? "END" : update.kind + " " + update.name)
        .toList();
  }

  @Test
  void readsAGroup() throws Exception {
    Group group = api.add("web", "enforce", 3);
    group.targetGroupArns.add(TARGET_GROUP);
    group.suspended.addAll(List.of("Terminate", "AZRebalance"));
    group.lifecycleStates.addAll(List.of("InService", "Pending", "InService", "Terminating"));

    PollResult<FleetUpdate> result = poller.poll();

    assertThat(result.records()).hasSize(2);
    AutoScalingGroup read = result.records().get(0).group;
    assertThat(read.name).isEqualTo("web");
    assertThat(read.mode).isEqualTo(ScalingMode.ENFORCE);
    assertThat(List.of(read.minSize, read.maxSize, read.desiredCapacity, read.inServiceInstances))
        .containsExactly(1, 20, 3, 2);
    assertThat(read.targetGroups).containsExactly("targetgroup/web/0123456789abcdef");
    assertThat(read.suspendedProcesses).containsExactly("AZRebalance", "Terminate");
    assertThat(result.records().get(1).kind).isEqualTo(Kind.SNAPSHOT_COMPLETE);
  }

  @Test
  void tellsOnlyWhatChanges() throws Exception {
    api.add("api", "observe", 2);
    Group web = api.add("web", "observe", 3);
    assertThat(poll()).containsExactly("PRESENT api", "PRESENT web", "END");
    assertThat(poll()).containsExactly("END");

    web.desired = 4;
    assertThat(poll()).containsExactly("PRESENT web", "END");
    web.tags.put("prescale:policy", "target");
    assertThat(poll()).containsExactly("PRESENT web", "END");
    web.tags.put("owner", "shop");
    assertThat(poll()).containsExactly("END");
    web.targetGroupArns.add(TARGET_GROUP);
    assertThat(poll()).containsExactly("REMOVED web", "PRESENT web", "END");
    web.tags.remove(TagReader.MODE_TAG);
    assertThat(poll()).containsExactly("REMOVED web", "END");
    api.groups.get("api").status = "Delete in progress";
    api.add("new", "observe", 1);
    assertThat(poll()).containsExactly("REMOVED api", "PRESENT new", "END");
  }

  @Test
  void removalsComeBeforeTheNewOwnerOfATargetGroup() throws Exception {
    Group zebra = api.add("zebra", "observe", 1);
    Group aardvark = api.add("aardvark", "observe", 1);
    zebra.targetGroupArns.add(TARGET_GROUP);
    poll();
    zebra.targetGroupArns.clear();
    aardvark.targetGroupArns.add(TARGET_GROUP);

    assertThat(poll())
        .containsExactly(
            "REMOVED aardvark", "REMOVED zebra", "PRESENT aardvark", "PRESENT zebra", "END");
  }

  @Test
  void neverReadsUntaggedGroups() throws Exception {
    api.add("untagged", null, 3);

    assertThat(poll()).containsExactly("END");
  }

  @Test
  void readsAllPages() throws Exception {
    for (int index = 0; index < 250; index++) {
      api.add("group-" + index, "observe", 1);
    }

    assertThat(poll()).hasSize(251);
    assertThat(api.requests).hasValue(3);
  }

  @Test
  void aFailedPageFailsThePollAndRemovesNothing() throws Exception {
    for (int index = 0; index < 250; index++) {
      api.add("group-" + index, "observe", 1);
    }
    poll();
    api.groups.remove("group-0");
    api.faults.add(action -> null);
    for (int attempt = 0; attempt < 10; attempt++) {
      api.faults.add(action -> Answer.error(400, "AccessDenied", "not allowed"));
    }
    assertThatThrownBy(() -> poller.poll())
        .isInstanceOf(AutoScalingException.class)
        .hasMessageContaining("not allowed");

    api.faults.clear();
    assertThat(poll()).containsExactly("REMOVED group-0", "END");
  }

  @Test
  void repeatsAThrottledPage() throws Exception {
    api.add("web", "observe", 1);
    api.faults.add(action -> Answer.error(400, "Throttling", "Rate exceeded"));

    assertThat(poll()).containsExactly("PRESENT web", "END");
  }

  @Test
  void anEmptyFleetMustBeConfirmed() throws Exception {
    api.add("web", "observe", 1);
    poll();
    api.groups.clear();

    assertThatThrownBy(this::poll).hasMessageContaining("waiting for a second poll to confirm");
    assertThat(poll()).containsExactly("REMOVED web", "END");
    assertThat(poll()).containsExactly("END");
  }

  @Test
  void anEmptyAnswerInBetweenCostsNothing() throws Exception {
    Group web = api.add("web", "observe", 1);
    poll();
    api.groups.clear();
    assertThatThrownBy(this::poll).isInstanceOf(IOException.class);
    api.groups.put("web", web);
    assertThat(poll()).containsExactly("END");
    api.groups.clear();
    assertThatThrownBy(this::poll).isInstanceOf(IOException.class);
  }

  @Test
  void tellsEverythingAgainAfterARestore() throws Exception {
    api.add("gone", "observe", 1);
    api.add("same", "observe", 1);
    Group moved = api.add("moved", "observe", 1);
    moved.targetGroupArns.add(TARGET_GROUP);
    byte[] state = poller.poll().state();
    poller.close();
    api.groups.remove("gone");
    moved.targetGroupArns.clear();

    poller = newPoller(state);
    List<FleetUpdate> updates = poller.poll().records();

    assertThat(updates)
        .extracting(update -> update.kind + " " + update.name)
        .containsExactly(
            "REMOVED gone",
            "REMOVED moved",
            "PRESENT moved",
            "PRESENT same",
            "SNAPSHOT_COMPLETE null");
    assertThat(updates.get(1).group.targetGroups)
        .containsExactly("targetgroup/web/0123456789abcdef");
    assertThat(poll()).containsExactly("END");
  }

  @Test
  void stateOfALargeFleetStaysSmall() throws Exception {
    List<AutoScalingGroup> groups = new ArrayList<>();
    for (int index = 0; index < 50_000; index++) {
      AutoScalingGroup group = new AutoScalingGroup();
      group.name = "production-checkout-service-" + index;
      group.targetGroups =
          new String[] {
            "targetgroup/checkout-" + index + "/" + Long.toHexString(index * 0x9E3779B97F4A7C15L)
          };
      groups.add(group);
    }

    byte[] state = FleetState.write(groups);

    assertThat(state.length).isLessThan(2 << 20);
    List<AutoScalingGroup> read = FleetState.read(state);
    assertThat(read).hasSize(groups.size());
    AutoScalingGroup last = read.get(read.size() - 1);
    assertThat(last.name).isEqualTo(groups.get(groups.size() - 1).name);
    assertThat(last.targetGroups).isEqualTo(groups.get(groups.size() - 1).targetGroups);
  }

  @Test
  void refusesAStateItCannotRead() {
    assertThatThrownBy(() -> FleetState.read(new byte[] {2, 0}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> FleetState.read(new byte[0])).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> FleetState.read(new byte[] {1, 5, 5})).isInstanceOf(IOException.class);
  }
}
