package io.prescale.simulator.backtest;

import io.prescale.domain.policy.ScalingDecision;
import io.prescale.simulator.api.ApiException;
import io.prescale.simulator.backtest.policy.GroupView;
import io.prescale.simulator.backtest.policy.PrescalePolicy;
import io.prescale.simulator.backtest.policy.ScalingPolicy;
import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.PolicyTrace;
import io.prescale.simulator.fleet.GroupMetrics;
import io.prescale.simulator.fleet.GroupSpecification;
import io.prescale.simulator.fleet.MinuteMetrics;
import io.prescale.simulator.fleet.MinuteReport;
import io.prescale.simulator.fleet.SimulatedGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One policy on one series, minute by minute:
 *
 * <pre>
 *   metrics published -> policy -> (forecast) -> desired capacity -> the minute passes -> its metrics
 * </pre>
 *
 * <p>A run stops where it needs forecasts, so that those of many runs can be made together.
 */
final class PolicyRun {
  private static final int PROGRESS_MINUTES = 1440;

  private final PolicyName name;
  private final ScaledSeries series;
  private final BacktestSettings settings;
  private final BacktestObserver observer;
  private final boolean followed;
  private final ScalingPolicy policy;
  private final Optional<PrescalePolicy> prescale;
  private final SimulatedGroup group;
  private final GroupMetrics metrics;
  private final Deque<MinuteMetrics> unpublished = new ArrayDeque<>();
  private final long delayMinutes;
  private final MeasureRecorder recorder;
  private final Optional<ForecastRecorder> forecasts;
  private int minute;
  private boolean observed;
  private int launchedBefore;
  private int failedBefore;

  PolicyRun(
      PolicyName name,
      ScaledSeries series,
      GroupSpecification specification,
      BacktestSettings settings,
      BacktestObserver observer) {
    this.name = name;
    this.series = series;
    this.settings = settings;
    this.observer = observer;
    this.followed = observer.follows(series.name(), name);
    PolicyFactory factory = new PolicyFactory(settings, series, specification);
    this.policy = factory.create(name, this::decided);
    this.prescale =
        policy instanceof PrescalePolicy ? Optional.of((PrescalePolicy) policy) : Optional.empty();
    long seed = settings.seed() + series.name().hashCode();
    this.group = new SimulatedGroup(specification, series.demand().start(), seed);
    this.metrics = new GroupMetrics(specification, seed, settings.fleet().publication().missing());
    this.delayMinutes = minutesUp(settings.fleet().publication().delay());
    this.recorder = new MeasureRecorder(settings.objectives(), series.figureMinutes());
    this.forecasts = name.forecastsByModel() ? Optional.of(forecastRecorder()) : Optional.empty();
  }

  private static long minutesUp(Duration duration) {
    return (duration.toMillis() + 59_999) / 60_000;
  }

  private ForecastRecorder forecastRecorder() {
    return new ForecastRecorder(
        at(series.testStart()).toEpochMilli(),
        series.figureMinutes(),
        prescale.orElseThrow().leadSlots());
  }

  /** Goes on until forecasts are needed or the series has ended. */
  void advance() {
    while (!isFinished()) {
      if (!observed) {
        publish();
        observed = true;
      }
      if (isWaiting()) {
        return;
      }
      pass();
      observed = false;
    }
  }

  boolean isFinished() {
    return minute == series.demand().minutes();
  }

  /** Whether it cannot go on without forecasts. */
  boolean isWaiting() {
    return prescale.isPresent() && !prescale.get().waiting().isEmpty();
  }

  /** The policy whose sequences wait. */
  PrescalePolicy waitingPolicy() {
    return prescale.orElseThrow();
  }

  private Instant at(int index) {
    return series.demand().start().plusSeconds(60L * index);
  }

  private void publish() {
    while (unpublished.size() > delayMinutes) {
      MinuteMetrics published = unpublished.remove();
      policy.observe(published);
      if (followed) {
        observer.published(series.name(), name, metrics.dataOf(published));
      }
    }
  }

  private void pass() {
    Instant now = at(minute);
    boolean measured = minute >= series.testStart();
    int before = group.desiredCapacity();
    int wanted =
        policy.capacity(
            new GroupView(
                now.toEpochMilli(),
                before,
                settings.fleet().minSize(),
                settings.fleet().maxSize()));
    if (wanted != before) {
      resize(wanted, now);
      if (measured) {
        recorder.act(before, wanted, policy.reason());
      }
    }
    if (minute == series.testStart()) {
      launchedBefore = group.launched();
      failedBefore = group.failedLaunches();
    }
    MinuteReport report = group.pass(now);
    if (measured) {
      recorder.add(report);
    }
    unpublished.add(metrics.measure(report));
    minute++;
    if (minute % PROGRESS_MINUTES == 0) {
      observer.passed(PROGRESS_MINUTES);
    }
  }

  private void resize(int wanted, Instant now) {
    try {
      group.setDesiredCapacity(wanted, false, now);
    } catch (ApiException e) {
      throw new IllegalStateException(name + " asked for " + wanted + " instances", e);
    }
  }

  private void decided(ScalingDecision decision) {
    forecasts.ifPresent(trace -> trace.add(decision));
    if (followed) {
      observer.decided(series.name(), name, decision);
    }
  }

  /** What it came to; once it is finished. */
  PolicyResult result() {
    Measures.Launches launches =
        new Measures.Launches(
            group.launched() - launchedBefore, group.failedLaunches() - failedBefore);
    return new PolicyResult(
        name.label(),
        recorder.measures(launches),
        new PolicyTrace(
            recorder.desired(),
            recorder.inService(),
            recorder.utilization(),
            recorder.actions(),
            forecasts.map(ForecastRecorder::trace)));
  }
}
