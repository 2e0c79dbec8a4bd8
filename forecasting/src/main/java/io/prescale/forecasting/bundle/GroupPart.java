package io.prescale.forecasting.bundle;

import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.network.ForecastHead;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a bundle knows of one group alone. Immutable, but for the state, which is a copy. */
public final class GroupPart {
  private final GroupState state;
  private final List<ForecastHead> heads;

  /**
   * @param state of the group at the end of what training was allowed to see
   * @param heads tuned to the group, one for each member; empty where those of the members are kept
   */
  public GroupPart(GroupState state, List<ForecastHead> heads) {
    this.state = state;
    this.heads = Collections.unmodifiableList(new ArrayList<>(heads));
  }

  /** What a group starts with that the job meets for the first time. */
  public GroupState state() {
    return state;
  }

  /** Heads tuned to the group, one for each member; may be empty. */
  public List<ForecastHead> heads() {
    return heads;
  }
}
