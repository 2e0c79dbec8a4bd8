package io.prescale.simulator.backtest.policy;

import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.policy.ScalingDecider;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.ScalingHistory;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.simulator.fleet.MinuteMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Prescale itself: the samples, forecasts, policy and guardrails of the scaler job, without Flink
 * around them. Between {@link #observe} and {@link #capacity} whoever runs it forecasts what waits,
 * so that many groups can share a batch.
 *
 * <p>A command is carried out as the job's sink does: only on the capacity that it was decided on,
 * and not after it has expired.
 */
public final class PrescalePolicy implements ScalingPolicy {
  private final AutoScalingGroup group;
  private final SlotSequences slots;
  private final ScalingDecider decider = new ScalingDecider();
  private final ScalingHistory history = new ScalingHistory();
  private final Consumer<ScalingDecision> listener;
  private final List<GroupSequence> waiting = new ArrayList<>();
  private final List<ForecastedSequence> forecasted = new ArrayList<>();
  private GroupState state;
  private String reason = "";

  /**
   * @param group with its settings; its capacity is updated
   * @param calendar of the group
   * @param outOfOrderness how long after the end of a slot the job waits for late metrics
   * @param listener is told of every decision
   */
  public PrescalePolicy(
      AutoScalingGroup group,
      BusinessCalendar calendar,
      Duration outOfOrderness,
      Consumer<ScalingDecision> listener) {
    this.group = group;
    this.slots = new SlotSequences(group, calendar, outOfOrderness);
    this.listener = listener;
  }

  @Override
  public void observe(MinuteMetrics metrics) {
    slots.add(metrics, waiting::add);
  }

  /** Sequences that wait for their forecast, in the order of time. */
  public List<GroupSequence> waiting() {
    return waiting;
  }

  /** The slots as they stand, to be shown metrics that have not come yet. */
  public SlotSequences slotsSoFar() {
    return slots.copy();
  }

  /** Slots until an instance that is asked for now serves, as the policy reckons. */
  public int leadSlots() {
    return ScalingDecider.leadSlots(group.settings);
  }

  /** What forecasting remembers of the group; begins with the first sequence that waits. */
  public GroupState state(Forecaster forecaster) {
    if (state == null) {
      state = forecaster.begin(waiting.get(0));
    }
    return state;
  }

  /**
   * Takes the forecasts of what waits, in the same order.
   *
   * @param forecasts {@code null} where there is none
   */
  public void accept(List<Forecast> forecasts) {
    for (int index = 0; index < waiting.size(); index++) {
      GroupSequence sequence = waiting.get(index);
      Forecast forecast = forecasts.get(index);
      if (!sequence.isComplete()) {
        forecasted.add(ForecastedSequence.without(sequence, Unavailable.SEQUENCE_INCOMPLETE));
      } else if (forecast == null) {
        forecasted.add(ForecastedSequence.without(sequence, Unavailable.MODEL_FAILED));
      } else {
        forecasted.add(ForecastedSequence.of(sequence, forecast));
      }
    }
    waiting.clear();
  }

  @Override
  public int capacity(GroupView view) {
    int capacity = view.desired();
    for (ForecastedSequence input : forecasted) {
      group.desiredCapacity = view.desired();
      ScalingDecision decision = decider.decide(group, input, history);
      listener.accept(decision);
      if (decision.isCommand()
          && decision.currentCapacity == capacity
          && view.now() < decision.validUntil) {
        capacity = decision.desiredCapacity;
        reason = decision.reason.explanation();
      }
    }
    forecasted.clear();
    return capacity;
  }

  @Override
  public Optional<PrescalePolicy> prescale() {
    return Optional.of(this);
  }

  @Override
  public String reason() {
    return reason;
  }
}
