package io.prescale.forecasting;

import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.bundle.GroupPart;
import io.prescale.forecasting.bundle.GroupParts;
import io.prescale.forecasting.network.ForecastHead;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a bundle knows of single groups, read when a group is first met. The heads are then kept as
 * long as the forecaster lives: about 40 KB for each member and group, and a task only ever meets
 * its own groups. A part that cannot be read is reported once; its group is forecast like those
 * that the bundle does not know.
 */
final class KnownGroups {
  private static final Logger LOG = LoggerFactory.getLogger(KnownGroups.class);

  private final GroupParts parts;
  private final String modelId;
  private final Map<String, List<ForecastHead>> headsByGroup = new HashMap<>();
  private final Set<String> unreadable = new HashSet<>();

  KnownGroups(GroupParts parts, String modelId) {
    this.parts = parts;
    this.modelId = modelId;
  }

  /** A copy of the state that training left; empty where there is none. */
  Optional<GroupState> state(String group) {
    return read(group).map(GroupPart::state);
  }

  /** The heads tuned to a group, one for each member; empty where there are none. */
  List<ForecastHead> heads(String group) {
    if (!headsByGroup.containsKey(group)) {
      read(group);
    }
    return headsByGroup.get(group);
  }

  private Optional<GroupPart> read(String group) {
    if (unreadable.contains(group)) {
      return Optional.empty();
    }
    try {
      Optional<GroupPart> part = parts.find(group);
      headsByGroup.put(group, part.map(GroupPart::heads).orElse(List.of()));
      return part;
    } catch (IOException e) {
      LOG.error("Model {}: {}; the group is forecast like unknown ones", modelId, e.getMessage());
      unreadable.add(group);
      headsByGroup.put(group, List.of());
      return Optional.empty();
    }
  }
}
