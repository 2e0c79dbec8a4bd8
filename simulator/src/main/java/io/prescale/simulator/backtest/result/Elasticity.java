package io.prescale.simulator.backtest.result;

/**
 * Elasticity metrics of the SPEC Research Group, each smaller the better. With {@code d(t)} the
 * fewest instances that meet the service level objective in minute t, {@code s(t)} those in
 * service, and T minutes:
 *
 * <pre>
 *   underAccuracy  = 100 / T * sum max(d(t) - s(t), 0) / d(t)
 *   overAccuracy   = 100 / T * sum max(s(t) - d(t), 0) / d(t)
 *   underTimeshare = 100 / T * minutes with d(t) > s(t)
 *   overTimeshare  = 100 / T * minutes with d(t) < s(t)
 * </pre>
 *
 * <p>Source: N. Herbst et al., "Ready for Rain? A View from SPEC Research on the Future of Cloud
 * Metrics", SPEC-RG-2016-01 (normalised provisioning accuracy and wrong provisioning time share).
 *
 * @param underAccuracy theta_U, percent
 * @param overAccuracy theta_O, percent
 * @param underTimeshare tau_U, percent
 * @param overTimeshare tau_O, percent
 */
public record Elasticity(
    double underAccuracy, double overAccuracy, double underTimeshare, double overTimeshare) {}
