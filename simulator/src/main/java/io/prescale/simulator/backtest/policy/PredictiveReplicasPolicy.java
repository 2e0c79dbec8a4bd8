package io.prescale.simulator.backtest.policy;

import io.prescale.domain.time.Slots;
import io.prescale.simulator.fleet.MinuteMetrics;
import java.time.Duration;
import java.util.Arrays;

/**
 * A predictive horizontal autoscaler: the higher of what the load needs now and what a predictor
 * says that it will need within the lead time.
 *
 * <pre>
 *   now:  ceil(instances x CPU / target), unchanged while CPU is within 10 % of the target
 *   in:   only to the highest recommendation of the last five minutes
 * </pre>
 *
 * <p>Source: Kubernetes documentation, "Horizontal Pod Autoscaling" (ratio, tolerance 0.1,
 * stabilisation of scaling in 300 s); github.com/jthomperoo/predictive-horizontal-pod-autoscaler
 * (model Holt-Winters; decision type "maximum" of prediction and calculation).
 */
public final class PredictiveReplicasPolicy implements ScalingPolicy {
  private static final double TOLERANCE = 0.1;
  private static final int STABILIZATION_MINUTES = 5;

  private final LoadPredictor predictor;
  private final double target;
  private final int leadSlots;
  private final int[] recommendations = new int[STABILIZATION_MINUTES];
  private long asked;
  private MinuteMetrics newest;
  private double slotLoad;
  private int slotMinutes;
  private String reason = "";

  /**
   * @param target CPU utilisation, percent
   * @param lead from a decision until its instances serve
   */
  public PredictiveReplicasPolicy(LoadPredictor predictor, double target, Duration lead) {
    this.predictor = predictor;
    this.target = target;
    this.leadSlots = 1 + (int) Math.ceil(lead.toMillis() / (double) Slots.MILLIS);
  }

  @Override
  public void observe(MinuteMetrics metrics) {
    newest = metrics;
    if (metrics.hasCpu()) {
      slotLoad += metrics.cpu();
      slotMinutes++;
    }
    long end = metrics.start().toEpochMilli() + 60_000;
    if (Slots.startOf(end) == end) {
      predictor.observe(slotLoad / slotMinutes);
      slotLoad = 0;
      slotMinutes = 0;
    }
  }

  @Override
  public int capacity(GroupView group) {
    if (newest == null || !newest.hasCpu()) {
      return group.desired();
    }
    double ratio = newest.cpuUtilization() / target;
    int calculated =
        Math.abs(ratio - 1) <= TOLERANCE ? group.desired() : (int) Math.ceil(newest.cpu() / target);
    int predicted = predicted();
    int wanted = Math.max(calculated, predicted);
    recommendations[(int) (asked % STABILIZATION_MINUTES)] = wanted;
    asked++;
    int stable = asked < STABILIZATION_MINUTES ? group.desired() : highest();
    reason =
        predicted > calculated
            ? "The prediction asks for it."
            : "CPU is more than 10 % off the target.";
    return group.within(wanted > group.desired() ? wanted : Math.min(group.desired(), stable));
  }

  private int predicted() {
    double load = 0;
    for (int slot = 1; slot <= leadSlots; slot++) {
      double ahead = predictor.ahead(slot);
      load = Double.isNaN(ahead) ? load : Math.max(load, ahead);
    }
    return (int) Math.ceil(load / target);
  }

  private int highest() {
    return Arrays.stream(recommendations).max().orElseThrow();
  }

  @Override
  public String reason() {
    return reason;
  }
}
