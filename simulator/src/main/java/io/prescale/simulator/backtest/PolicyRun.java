package io.prescale.simulator.backtest;

import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.simulator.api.ApiException;
import io.prescale.simulator.backtest.policy.GroupView;
import io.prescale.simulator.backtest.policy.PrescalePolicy;
import io.prescale.simulator.backtest.policy.ScalingPolicy;
import io.prescale.simulator.backtest.policy.SlotSequences;
import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.PolicyTrace;
import io.prescale.simulator.fleet.GroupMetrics;
import io.prescale.simulator.fleet.GroupSpecification;
import io.prescale.simulator.fleet.MinuteReport;
import io.prescale.simulator.fleet.SimulatedGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /** Slots looked ahead; more after a run of holds, fewer after an action. */
  private static final int FEWEST_SLOTS_AHEAD = 8;

  private static final int MOST_SLOTS_AHEAD = 64;

  private final PolicyName name;
  private final ScaledSeries series;
  private final BacktestSettings settings;
  private final BacktestObserver observer;
  private final boolean followed;
  private final ScalingPolicy policy;
  private final Optional<PrescalePolicy> prescale;
  private final SimulatedService service;
  private final GroupMetrics metrics;
  private final MeasureRecorder recorder;
  private final Optional<ForecastRecorder> forecasts;
  private int minute;
  private int foreseenUntil;
  private boolean held;
  private int slotsAhead = FEWEST_SLOTS_AHEAD;
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
    this.prescale = policy.prescale();
    long seed = settings.seed() + series.name().hashCode();
    this.metrics = new GroupMetrics(specification, seed, settings.fleet().publication().missing());
    this.service =
        new SimulatedService(
            new SimulatedGroup(specification, series.demand().start(), seed),
            metrics,
            minutesUp(settings.fleet().publication().delay()));
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

  /**
   * Whether {@link #lookAhead} has seen what waits: its slots are not over, and nothing was done.
   */
  boolean isForeseen() {
    return held && minute < foreseenUntil;
  }

  /**
   * What waits, and the sequences that will come after it if the policy holds. What it does to find
   * out leaves this run as it is.
   */
  List<GroupSequence> lookAhead() {
    slotsAhead =
        held
            ? Math.min(2 * slotsAhead, MOST_SLOTS_AHEAD)
            : Math.max(slotsAhead / 2, FEWEST_SLOTS_AHEAD);
    held = true;
    List<GroupSequence> sequences = new ArrayList<>(waitingPolicy().waiting());
    int enough = sequences.size() + slotsAhead;
    SimulatedService ahead = service.copy();
    SlotSequences slots = waitingPolicy().slotsSoFar();
    foreseenUntil = minute;
    while (sequences.size() < enough && foreseenUntil < series.demand().minutes()) {
      ahead.pass(at(foreseenUntil));
      ahead.publish(published -> slots.add(published, sequences::add));
      foreseenUntil++;
    }
    // What waits at a minute was published at its start.
    foreseenUntil++;
    return sequences;
  }

  private Instant at(int index) {
    return series.demand().start().plusSeconds(60L * index);
  }

  private void publish() {
    service.publish(
        published -> {
          policy.observe(published);
          if (followed) {
            observer.published(series.name(), name, metrics.dataOf(published));
          }
        });
  }

  private void pass() {
    Instant now = at(minute);
    boolean measured = minute >= series.testStart();
    int before = service.group().desiredCapacity();
    int wanted =
        policy.capacity(
            new GroupView(
                now.toEpochMilli(),
                before,
                settings.fleet().minSize(),
                settings.fleet().maxSize()));
    if (wanted != before) {
      held = false;
      resize(wanted, now);
      if (measured) {
        recorder.act(before, wanted, policy.reason());
      }
    }
    if (minute == series.testStart()) {
      launchedBefore = service.group().launched();
      failedBefore = service.group().failedLaunches();
    }
    MinuteReport report = service.pass(now);
    if (measured) {
      recorder.add(report);
    }
    minute++;
    if (minute % PROGRESS_MINUTES == 0) {
      observer.passed(PROGRESS_MINUTES);
    }
  }

  private void resize(int wanted, Instant now) {
    try {
      service.group().setDesiredCapacity(wanted, false, now);
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
            service.group().launched() - launchedBefore,
            service.group().failedLaunches() - failedBefore);
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
