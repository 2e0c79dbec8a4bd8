package io.prescale.jobs.scaler;

import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.policy.ScalingDecider;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.ScalingHistory;
import io.prescale.domain.time.Slots;
import io.prescale.domain.time.TimeScale;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decides for each group and slot, holds included: keeps the group as the fleet last told it and
 * the history of its decisions, and leaves the rest to {@link ScalingDecider}.
 *
 * <p>A group whose metrics stop gets one decision more, a hold that says so. That is a matter of
 * the machine's clock, since no event comes that could tell it.
 */
public final class DecideFunction
    extends KeyedCoProcessFunction<String, ForecastedSequence, FleetUpdate, ScalingDecision> {
  private static final long serialVersionUID = 1L;

  /** Decisions that the delay is told of. */
  private static final int DELAY_WINDOW = 500;

  private final Duration staleAfter;
  private final Duration stateTimeToLive;
  private final TimeScale timeScale;

  private transient ScalingDecider decider;
  private transient ValueState<AutoScalingGroup> groups;
  private transient ValueState<ScalingHistory> histories;
  private transient ValueState<LastSeen> lastSeen;
  private transient DecisionCounters counters;
  private transient Histogram delay;
  private transient Counter stale;
  private transient Counter unmanaged;

  /**
   * @param staleAfter metric time without a sample after which a group's metrics are stale; zero
   *     turns the check off, as for history, which is not expected to go on
   * @param stateTimeToLive how long the state of a group that reports nothing is kept
   * @param timeScale the time that metrics live in
   */
  public DecideFunction(Duration staleAfter, Duration stateTimeToLive, TimeScale timeScale) {
    this.staleAfter = staleAfter;
    this.stateTimeToLive = stateTimeToLive;
    this.timeScale = timeScale;
  }

  /** When a group was last heard of. Keyed state (Flink POJO). */
  public static class LastSeen {
    /** Newest slot, epoch milliseconds. */
    public long slotStart;

    /** When its sequence arrived, the machine's clock, epoch milliseconds. */
    public long arrivedAt;

    /** Whether a timer waits. */
    public boolean timerSet;

    public LastSeen() {}
  }

  @Override
  public void open(OpenContext context) {
    decider = new ScalingDecider();
    groups =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("group", TypeInformation.of(AutoScalingGroup.class)));
    ValueStateDescriptor<ScalingHistory> history =
        new ValueStateDescriptor<>("history", TypeInformation.of(ScalingHistory.class));
    history.enableTimeToLive(StateRetention.of(stateTimeToLive));
    histories = getRuntimeContext().getState(history);
    ValueStateDescriptor<LastSeen> seen =
        new ValueStateDescriptor<>("last-seen", TypeInformation.of(LastSeen.class));
    seen.enableTimeToLive(StateRetention.of(stateTimeToLive));
    lastSeen = getRuntimeContext().getState(seen);
    MetricGroup metrics = ScalerMetrics.group(getRuntimeContext());
    counters = new DecisionCounters(metrics);
    delay =
        metrics.histogram(
            ScalerMetrics.DECISION_DELAY, new DescriptiveStatisticsHistogram(DELAY_WINDOW));
    stale = metrics.counter(ScalerMetrics.GROUPS_STALE);
    unmanaged = metrics.counter(ScalerMetrics.UNMANAGED_SEQUENCES);
  }

  @Override
  public void processElement1(
      ForecastedSequence input, Context context, Collector<ScalingDecision> out) throws Exception {
    AutoScalingGroup group = groups.value();
    if (group == null) {
      // Removed from the fleet after its metrics were bound: nothing may be done to it any more.
      unmanaged.inc();
      return;
    }
    ScalingHistory history = histories.value();
    if (history == null) {
      history = new ScalingHistory();
    }
    emit(decider.decide(group, input, history), out);
    long now = timeScale.at(context.timerService().currentProcessingTime());
    delay.update(now - Slots.endOf(input.sequence.slotStart));
    histories.update(history);
    if (!staleAfter.isZero()) {
      seen(input.sequence.slotStart, context);
    }
  }

  @Override
  public void processElement2(FleetUpdate update, Context context, Collector<ScalingDecision> out)
      throws Exception {
    switch (update.kind) {
      case PRESENT:
        groups.update(update.group);
        break;
      case REMOVED:
        groups.clear();
        break;
      case SNAPSHOT_COMPLETE:
        break;
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ScalingDecision> out)
      throws Exception {
    LastSeen last = lastSeen.value();
    AutoScalingGroup group = groups.value();
    if (last == null || group == null) {
      lastSeen.clear();
      histories.clear();
      return;
    }
    long due = last.arrivedAt + timeScale.toRealMillis(staleAfter.toMillis());
    if (due > timestamp) {
      context.timerService().registerProcessingTimeTimer(due);
      return;
    }
    last.timerSet = false;
    lastSeen.update(last);
    stale.inc();
    ScalingHistory history = histories.value();
    emit(
        decider.decideStale(
            group,
            Slots.endOf(last.slotStart + Slots.MILLIS),
            history == null ? new ScalingHistory() : history),
        out);
  }

  private void seen(long slotStart, Context context) throws Exception {
    LastSeen last = lastSeen.value();
    if (last == null) {
      last = new LastSeen();
    }
    long now = context.timerService().currentProcessingTime();
    last.slotStart = slotStart;
    last.arrivedAt = now;
    if (!last.timerSet) {
      context
          .timerService()
          .registerProcessingTimeTimer(now + timeScale.toRealMillis(staleAfter.toMillis()));
      last.timerSet = true;
    }
    lastSeen.update(last);
  }

  private void emit(ScalingDecision decision, Collector<ScalingDecision> out) {
    counters.count(decision);
    out.collect(decision);
  }
}
