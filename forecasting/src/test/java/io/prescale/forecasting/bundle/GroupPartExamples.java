package io.prescale.forecasting.bundle;

import io.prescale.domain.forecast.Forecast.Quantity;
import io.prescale.forecasting.BundleBuilder;
import io.prescale.forecasting.SeriesBuilder;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.network.ForecastHead;
import io.prescale.forecasting.network.NetworkSpecification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Parts of groups, and a bundle of two members with such parts. */
final class GroupPartExamples {
  static final int MEMBERS = 2;
  static final NetworkSpecification NETWORK = BundleBuilder.network(2, 8);

  private GroupPartExamples() {}

  static ModelBundle bundle(String... groups) {
    return BundleBuilder.builder(2, 8, 1, 2)
        .groups(GroupParts.of(parts(groups), NETWORK, MEMBERS))
        .build();
  }

  static Map<String, GroupPart> parts(String... groups) {
    Map<String, GroupPart> parts = new TreeMap<>();
    for (String group : groups) {
      parts.put(group, part(group.hashCode()));
    }
    return parts;
  }

  /** A state that has learned a day, and a head for each member. */
  static GroupPart part(int seed) {
    GroupState state = GroupState.create(Quantity.CPU_UTILIZATION);
    for (int slot = 0; slot < 288; slot++) {
      double value = 40 + Math.floorMod(slot * 31 + seed, 17);
      state.observe(SeriesBuilder.slot(slot), value, AutoregressionPrior.none());
    }
    return new GroupPart(state, List.of(head(seed), head(seed + 1)));
  }

  private static ForecastHead head(int seed) {
    return ForecastHead.of(NETWORK, BundleBuilder.parameters(NETWORK, seed));
  }
}
