package io.prescale.training.fit;

import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.network.NetworkSpecification;

/**
 * Everything that may be chosen of a model, but for its seeds.
 *
 * @param schema what the network is fed with
 * @param network its layers
 * @param settings how it is trained
 * @param fractions how series are split
 * @param adaptive whether the network is mixed with the other experts
 */
public record TrainingPlan(
    FeatureSchema schema,
    NetworkSpecification network,
    TrainingSettings settings,
    SplitFractions fractions,
    boolean adaptive) {}
