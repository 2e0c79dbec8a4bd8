package io.prescale.simulator.backtest.report;

import io.prescale.simulator.backtest.result.BacktestResult;
import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.backtest.result.Elasticity;
import io.prescale.simulator.backtest.result.FleetSettings;
import io.prescale.simulator.backtest.result.ForecastTrace;
import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.Objectives;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.PolicyTrace;
import io.prescale.simulator.backtest.result.PolicyTrace.Action;
import io.prescale.simulator.backtest.result.SeriesResult;
import io.prescale.simulator.fleet.InstanceLife;
import io.prescale.simulator.fleet.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Results as a backtest finds them: a daily cycle, and policies that follow it with a delay. */
final class ReportExamples {
  static final String HOSTILE = "<script>alert(\"1\")</script> & \u0007";
  static final String HOSTILE_REASON = "CPU </title><b>above</b> 70 % & rising";
  static final double SLO = 80;

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private ReportExamples() {}

  static BacktestSettings settings() {
    return new BacktestSettings(
        new FleetSettings(
            InstanceLife.bootingFor(Duration.ofMinutes(4)),
            Publication.immediate(),
            1,
            100,
            Duration.ofSeconds(90)),
        new Objectives(60, 70, SLO, 0.001, 0.4, 0.1),
        1);
  }

  static BacktestResult result(int minutes, String... names) {
    List<SeriesResult> series = new ArrayList<>();
    for (String name : names) {
      series.add(series(name, minutes));
    }
    return new BacktestResult(settings(), "lstm-1", series);
  }

  static SeriesResult series(String name, int minutes) {
    float[] demand = new float[minutes];
    boolean[] events = new boolean[minutes];
    for (int minute = 0; minute < minutes; minute++) {
      events[minute] = minute % 1440 >= 600 && minute % 1440 < 660;
      double daily = 1 - Math.cos(minute * 2 * Math.PI / 1440);
      demand[minute] = (float) (150 + 300 * daily + (events[minute] ? 300 : 0));
    }
    List<PolicyResult> policies = new ArrayList<>();
    policies.add(policy("oracle", demand, 0, false));
    policies.add(policy("prescale-target", demand, 2, true));
    policies.add(policy("target-tracking", demand, 9, false));
    policies.sort(
        Comparator.comparingDouble(result -> result.measures().instanceHoursAtEqualSlo()));
    return new SeriesResult(
        name,
        "request_count",
        1234,
        START,
        demand,
        events,
        List.of("2 rows were bridged"),
        policies);
  }

  /** A policy that has what the target needed some minutes ago. */
  static PolicyResult policy(String name, float[] demand, int delay, boolean forecasts) {
    int[] instances = new int[demand.length];
    float[] utilization = new float[demand.length];
    List<Action> actions = new ArrayList<>();
    int violations = 0;
    long instanceMinutes = 0;
    for (int minute = 0; minute < demand.length; minute++) {
      instances[minute] = (int) Math.ceil(demand[Math.max(0, minute - delay)] / 60);
      utilization[minute] = demand[minute] / instances[minute];
      violations += utilization[minute] > SLO ? 1 : 0;
      instanceMinutes += instances[minute];
      if (minute > 0 && instances[minute] != instances[minute - 1]) {
        actions.add(new Action(minute, instances[minute - 1], instances[minute], HOSTILE_REASON));
      }
    }
    double hours = instanceMinutes / 60.0;
    Measures measures =
        new Measures(
            violations,
            violations / 7.0,
            hours,
            hours * (1 + delay / 20.0),
            actions.size(),
            actions.size() / 3,
            hours * 0.1,
            new Elasticity(delay, 33.3, delay / 2.0, 90),
            new Measures.Launches(actions.size(), 1));
    return new PolicyResult(
        name,
        measures,
        new PolicyTrace(
            instances,
            instances,
            utilization,
            actions,
            forecasts ? Optional.of(forecast(demand)) : Optional.empty()));
  }

  private static ForecastTrace forecast(float[] demand) {
    int slots = demand.length / 5;
    float[] expected = new float[slots];
    float[] lower = new float[slots];
    float[] upper = new float[slots];
    for (int slot = 0; slot < slots; slot++) {
      boolean absent = slot % 100 == 50;
      expected[slot] = absent ? Float.NaN : demand[slot * 5];
      lower[slot] = absent ? Float.NaN : 0.9f * expected[slot];
      upper[slot] = absent ? Float.NaN : 1.1f * expected[slot];
    }
    return new ForecastTrace(2, 0, expected, lower, upper);
  }
}
