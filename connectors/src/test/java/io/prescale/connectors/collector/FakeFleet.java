package io.prescale.connectors.collector;

import io.prescale.connectors.polling.PollResult;
import io.prescale.connectors.polling.Poller;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A fleet that a test changes. */
final class FakeFleet implements Poller<FleetUpdate> {
  private final List<FleetUpdate> news = new ArrayList<>();
  int polls;
  boolean broken;

  FakeFleet with(String name, String... targetGroups) {
    AutoScalingGroup group = new AutoScalingGroup();
    group.name = name;
    group.targetGroups = targetGroups;
    news.add(FleetUpdate.present(group));
    return this;
  }

  FakeFleet without(String name) {
    AutoScalingGroup group = new AutoScalingGroup();
    group.name = name;
    news.add(FleetUpdate.removed(group));
    return this;
  }

  @Override
  public void open(byte[] state) {}

  @Override
  public PollResult<FleetUpdate> poll() throws IOException {
    polls++;
    if (broken) {
      throw new IOException("no fleet");
    }
    news.add(FleetUpdate.snapshotComplete());
    PollResult<FleetUpdate> result = new PollResult<>(news, new byte[0]);
    news.clear();
    return result;
  }

  @Override
  public void close() {}
}
