package io.prescale.simulator.backtest;

import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.SeriesResult;
import io.prescale.simulator.demand.TraceDemand;
import io.prescale.simulator.fleet.GroupSpecification;
import io.prescale.simulator.fleet.GroupSpecification.LoadBalancer;
import io.prescale.simulator.fleet.GroupSpecification.Sizing;
import io.prescale.simulator.fleet.GroupSpecification.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All policies on one series. */
final class SeriesBacktest {
  static final String REQUESTS = "request_count";
  private static final double BYTES_PER_PERCENT = 20_000;
  private static final Comparator<PolicyResult> CHEAPEST_FIRST =
      Comparator.comparingDouble(
              (PolicyResult result) -> result.measures().instanceHoursAtEqualSlo())
          .thenComparing(PolicyResult::policy);

  private final ScaledSeries series;
  private final BacktestSettings settings;
  private final List<PolicyRun> runs = new ArrayList<>();

  SeriesBacktest(
      ScaledSeries series,
      List<PolicyName> policies,
      BacktestSettings settings,
      BacktestObserver observer) {
    this.series = series;
    this.settings = settings;
    GroupSpecification specification = specification(series, settings);
    for (PolicyName policy : policies) {
      runs.add(new PolicyRun(policy, series, specification, settings, observer));
    }
  }

  /** The simulated group of a series; the same for every policy. */
  static GroupSpecification specification(ScaledSeries series, BacktestSettings settings) {
    int min = settings.fleet().minSize();
    int max = settings.fleet().maxSize();
    TraceDemand work = series.work();
    int needed =
        (int) Math.ceil(work.ofMinute(0) / settings.objectives().targetUtilization() - 1e-9);
    int initial = Math.max(min, Math.min(max, Math.max(1, needed)));
    return new GroupSpecification(
        series.name(),
        work,
        new Sizing(min, max, initial, settings.fleet().life(), Duration.ZERO),
        traffic(series),
        new TreeMap<>());
  }

  private static Traffic traffic(ScaledSeries series) {
    if (!series.demand().unit().equals(REQUESTS)) {
      return new Traffic(0, BYTES_PER_PERCENT, Optional.empty());
    }
    String name = series.name();
    return new Traffic(
        series.instanceCapacity() / 100,
        BYTES_PER_PERCENT,
        Optional.of(new LoadBalancer("targetgroup/" + name + "/1", "app/" + name + "/1")));
  }

  List<PolicyRun> runs() {
    return runs;
  }

  /** What it came to; once all runs are finished. */
  SeriesResult result() {
    List<PolicyResult> results = new ArrayList<>();
    runs.forEach(run -> results.add(run.result()));
    series
        .demand()
        .recorded()
        .ifPresent(
            recorded -> results.add(RecordedRun.of(series, recorded, settings.objectives())));
    results.sort(CHEAPEST_FIRST);
    float[] demand = new float[series.figureMinutes()];
    TraceDemand work = series.work();
    for (int minute = 0; minute < demand.length; minute++) {
      demand[minute] = (float) work.ofMinute(series.testStart() + minute);
    }
    return new SeriesResult(
        series.name(),
        series.demand().unit(),
        series.instanceCapacity(),
        series.demand().start().plusSeconds(60L * series.testStart()),
        demand,
        results);
  }
}
