package io.prescale.forecasting;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.GroupPart;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.features.FeatureBatch;
import io.prescale.forecasting.network.ForecastHead;
import io.prescale.forecasting.network.ParameterValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heads that end the network: those tuned to a group where the bundle has some, else those of
 * the members. A group's part is read when the group is first met, and kept.
 */
final class GroupHeads {
  private static final Logger LOG = LoggerFactory.getLogger(GroupHeads.class);

  private final ModelBundle bundle;
  private final List<ForecastHead> common = new ArrayList<>();
  private final Map<String, List<ForecastHead>> byGroup = new HashMap<>();
  private final double[] outputs = new double[Slots.HORIZONS];

  GroupHeads(ModelBundle bundle) {
    this.bundle = bundle;
    for (List<ParameterValues> member : bundle.members()) {
      common.add(ForecastHead.of(bundle.network(), member));
    }
  }

  /** The part of a group; empty where the bundle has none, or it cannot be read. */
  Optional<GroupPart> part(String group) {
    try {
      return bundle.groups().find(group);
    } catch (IOException e) {
      LOG.error("Model {}: {}; the group is forecast like others", bundle.id(), e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The mean forecast of the members.
   *
   * @param encodings of the batch, for each member
   * @return one value for each horizon, in the unit of the quantity
   */
  double[] forecast(String group, List<float[]> encodings, FeatureBatch batch, int row) {
    double[] values = new double[Slots.HORIZONS];
    List<ForecastHead> heads = byGroup.computeIfAbsent(group, this::headsOf);
    for (int member = 0; member < heads.size(); member++) {
      heads.get(member).forward(encodings.get(member), batch.staticInputs(), row, outputs);
      for (int horizon = 0; horizon < values.length; horizon++) {
        values[horizon] += batch.value(row, horizon, outputs[horizon]) / heads.size();
      }
    }
    return values;
  }

  private List<ForecastHead> headsOf(String group) {
    return part(group).map(GroupPart::heads).filter(heads -> !heads.isEmpty()).orElse(common);
  }
}
