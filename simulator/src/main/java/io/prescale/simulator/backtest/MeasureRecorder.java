package io.prescale.simulator.backtest;

import io.prescale.simulator.backtest.result.Elasticity;
import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.Objectives;
import io.prescale.simulator.backtest.result.PolicyTrace.Action;
import io.prescale.simulator.fleet.MinuteReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes the minutes of the figures of one policy on one series, and reckons its measures. */
final class MeasureRecorder {
  private static final double MINUTES_PER_HOUR = 60;

  /** Keeps 3.0000000001 instances from becoming 4, and 80.0000001 % from being above 80 %. */
  private static final double ROUNDING = 1e-9;

  private final Objectives objectives;
  private final int[] desired;
  private final int[] inService;
  private final float[] utilization;

  /** By how much all capacity would have to be scaled for the minute to meet the objective. */
  private final double[] neededFactor;

  private final List<Action> actions = new ArrayList<>();
  private int minutes;
  private int violations;
  private double late;
  private long instanceMinutes;
  private double under;
  private double over;
  private int minutesUnder;
  private int minutesOver;

  MeasureRecorder(Objectives objectives, int minutes) {
    this.objectives = objectives;
    this.desired = new int[minutes];
    this.inService = new int[minutes];
    this.utilization = new float[minutes];
    this.neededFactor = new double[minutes];
  }

  /** Takes note of a change of desired capacity before the next minute. */
  void act(int from, int to, String reason) {
    actions.add(new Action(minutes, from, to, reason));
  }

  void add(MinuteReport report) {
    MinuteReport.Load load = report.load();
    double offered = report.offeredUtilization();
    desired[minutes] = report.desiredCapacity();
    inService[minutes] = report.inServiceInstances();
    utilization[minutes] = (float) offered;
    neededFactor[minutes] =
        load.demand() == 0 ? 0 : load.demand() * 100 / load.capacity() / objectives.sloThreshold();
    if (offered > objectives.sloThreshold() * (1 + ROUNDING)) {
      violations++;
    }
    late += load.late();
    instanceMinutes += report.instances().running();
    provision(load.demand(), report.inServiceInstances());
    minutes++;
  }

  private void provision(double demand, int supplied) {
    int needed = (int) Math.ceil(demand / objectives.sloThreshold() - ROUNDING);
    // Relative to what is needed; a group that needs nothing is measured against one instance.
    double relativeTo = Math.max(1, needed);
    if (needed > supplied) {
      under += (needed - supplied) / relativeTo;
      minutesUnder++;
    } else if (supplied > needed) {
      over += (supplied - needed) / relativeTo;
      minutesOver++;
    }
  }

  Measures measures(Measures.Launches launches) {
    double instanceHours = instanceMinutes / MINUTES_PER_HOUR;
    double percent = 100.0 / minutes;
    return new Measures(
        violations,
        late / 100,
        instanceHours,
        instanceHours * factorAtEqualSlo(),
        actions.size(),
        directionFlips(),
        instanceHours * objectives.instancePrice(),
        new Elasticity(
            percent * under, percent * over, percent * minutesUnder, percent * minutesOver),
        launches);
  }

  private double factorAtEqualSlo() {
    double[] sorted = neededFactor.clone();
    Arrays.sort(sorted);
    int allowed = (int) Math.floor(objectives.sloAllowance() * minutes);
    return sorted[minutes - 1 - allowed];
  }

  private int directionFlips() {
    int flips = 0;
    for (int index = 1; index < actions.size(); index++) {
      if (isOut(actions.get(index)) != isOut(actions.get(index - 1))) {
        flips++;
      }
    }
    return flips;
  }

  private static boolean isOut(Action action) {
    return action.to() > action.from();
  }

  int[] desired() {
    return desired;
  }

  int[] inService() {
    return inService;
  }

  float[] utilization() {
    return utilization;
  }

  List<Action> actions() {
    return actions;
  }
}
