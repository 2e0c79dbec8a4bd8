package io.prescale.dashboard.log;

import io.prescale.dashboard.log.GroupDetail.Counterfactual;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.time.Slots;
import java.time.Duration;

/** Reckons what the decisions of a group in observe mode would have done. */
final class CounterfactualReckoning {
  private static final double HOT_ABOVE = new ScalingSettings().scaleOutAbove;

  private int scaleOuts;
  private int scaleIns;
  private int points;
  private int measured;
  private double instanceHours;
  private double cpuSum;
  private double cpuSumThen;
  private int hot;
  private int hotThen;

  private CounterfactualReckoning() {}

  static Counterfactual of(GroupSeries series) {
    CounterfactualReckoning reckoning = new CounterfactualReckoning();
    boolean hourly = series.resolution.equals("hour");
    double hours = hourly ? 1 : (double) Slots.MILLIS / Duration.ofHours(1).toMillis();
    for (int point = 0; point < series.times.size(); point++) {
      if (series.capacity.get(point) != null) {
        reckoning.add(series, point, hours);
      }
    }
    return reckoning.result();
  }

  private void add(GroupSeries series, int point, double hours) {
    points++;
    scaleOuts += series.scaleOuts.get(point);
    scaleIns += series.scaleIns.get(point);
    double held = middle(series.capacity.get(point), series.capacityLowest, point);
    double decided = middle(series.desired.get(point), series.desiredLowest, point);
    instanceHours += (decided - held) * hours;
    Double cpu = series.cpu.get(point);
    if (cpu != null && held > 0 && decided > 0) {
      double then = cpu * held / decided;
      measured++;
      cpuSum += cpu;
      cpuSumThen += then;
      hot += cpu > HOT_ABOVE ? 1 : 0;
      hotThen += then > HOT_ABOVE ? 1 : 0;
    }
  }

  /** By the hour, the middle of its extremes. */
  private static double middle(int highest, java.util.List<Integer> lowest, int point) {
    return lowest.isEmpty() ? highest : (highest + lowest.get(point)) / 2.0;
  }

  private Counterfactual result() {
    return new Counterfactual(
        points,
        scaleOuts,
        scaleIns,
        SqlRows.rounded(instanceHours),
        measured == 0 ? null : (Double) SqlRows.rounded(cpuSum / measured),
        measured == 0 ? null : (Double) SqlRows.rounded(cpuSumThen / measured),
        hot,
        hotThen,
        HOT_ABOVE);
  }
}
