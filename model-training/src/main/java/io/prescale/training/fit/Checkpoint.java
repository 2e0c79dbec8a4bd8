package io.prescale.training.fit;

import io.prescale.forecasting.network.ParameterValues;
import java.util.List;

/**
 * How far the training of a network has come.
 *
 * @param epoch the last whole one
 * @param parameters of the network after it
 * @param optimizer state of the optimizer after it
 * @param best the best epoch so far
 */
public record Checkpoint(
    int epoch, List<ParameterValues> parameters, OptimizerState optimizer, TrainedMember best) {}
