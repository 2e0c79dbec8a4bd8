package io.prescale.training.fit;

/**
 * What an optimizer remembers.
 *
 * @param updates how often it ran
 * @param means first moments, parameter by parameter
 * @param variances second moments, parameter by parameter
 */
@SuppressWarnings("ArrayRecordComponent")
public record OptimizerState(int updates, float[][] means, float[][] variances) {}
