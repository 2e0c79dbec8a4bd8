package io.prescale.training.fit;

import io.prescale.forecasting.network.ParameterValues;
import java.util.List;

/**
 * A trained network.
 *
 * @param parameters of the best epoch
 * @param bestEpoch from 1; 0 where no epoch beat the untrained network
 * @param validationScore of the best epoch; see {@link TrainingListener#onEpoch}
 */
public record TrainedMember(
    List<ParameterValues> parameters, int bestEpoch, double validationScore) {}
