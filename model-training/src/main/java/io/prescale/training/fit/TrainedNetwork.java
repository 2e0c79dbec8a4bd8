package io.prescale.training.fit;

import io.prescale.forecasting.network.ForecastHead;
import java.util.Map;

/**
 * A trained network with the heads that were tuned to groups.
 *
 * @param member the network
 * @param heads by group; none where that of the network is as good
 */
public record TrainedNetwork(TrainedMember member, Map<String, ForecastHead> heads) {}
