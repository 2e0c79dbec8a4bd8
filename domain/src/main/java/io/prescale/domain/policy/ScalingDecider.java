package io.prescale.domain.policy;

import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.time.Slots;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what to do with a group: asks its policy, then lets the guardrails of {@link Guardrail}
 * do their work. A pure function of group, input and history; all times are event time (slot ends).
 *
 * <p>A group in mode observe is decided on exactly like one in mode enforce in the same state. As
 * nothing is carried out there, its decisions leave no command in flight; the cooldown of a
 * decision to act does run, so that it acts in the rhythm of enforce, each time from the capacity
 * that the group has then.
 *
 * <p>A command holds while the group's actual desired capacity equals {@link
 * ScalingDecision#currentCapacity}: who carries it out changes nothing when it finds another one.
 */
public final class ScalingDecider {
  public ScalingDecider() {}

  /**
   * Decides on the newest slot of a sequence.
   *
   * @param group how the group stands, with its settings
   * @param input the last samples, and the forecast or why there is none
   * @param history the group's history, updated
   */
  public ScalingDecision decide(
      AutoScalingGroup group, ForecastedSequence input, ScalingHistory history) {
    Situation situation = new Situation(group, input, history);
    if (history.hasDecided(situation.slotEnd())) {
      return toDecision(situation, Proposal.heldBy(Guardrail.SLOT_ALREADY_DECIDED, situation));
    }
    history.begin(situation.slotEnd(), situation.currentCapacity(), group.settings);

    Proposal proposal = propose(situation);
    ScalingDecision decision = toDecision(situation, proposal);
    if (decision.isCommand()) {
      history.acted(decision.action, decision.slotEnd);
      if (decision.mode == ScalingMode.ENFORCE) {
        history.commanded(decision.slotEnd, decision.currentCapacity, decision.desiredCapacity);
      }
    }
    return decision;
  }

  /**
   * The decision on a group that has stopped reporting: hold. Changes nothing in the history.
   * Should the slot's metrics arrive after all, the decision on them has the same identifier and
   * replaces this one.
   *
   * @param slotEnd end of the slot that is missing, epoch milliseconds
   */
  public ScalingDecision decideStale(AutoScalingGroup group, long slotEnd, ScalingHistory history) {
    GroupSequence nothing = GroupSequence.empty(group.name, slotEnd - Slots.MILLIS);
    ForecastedSequence input =
        ForecastedSequence.without(nothing, ForecastedSequence.Unavailable.SEQUENCE_INCOMPLETE);
    Situation situation = new Situation(group, input, history);
    return toDecision(situation, Proposal.heldBy(Guardrail.METRICS_STALE, situation));
  }

  /**
   * Slots until an instance that is asked for now serves, as the policies reckon; at least 1, at
   * most {@link Slots#HORIZONS}.
   */
  public static int leadSlots(ScalingSettings settings) {
    return Situation.leadSlots(settings);
  }

  private static Proposal propose(Situation situation) {
    Optional<Guardrail> unusable = DataCheck.check(situation);
    if (unusable.isPresent() && unusable.get() == Guardrail.CAPACITY_UNKNOWN) {
      return Proposal.heldBy(Guardrail.CAPACITY_UNKNOWN, situation);
    }
    Proposal proposal;
    if (unusable.isPresent()) {
      proposal = Proposal.heldBy(unusable.get(), situation);
    } else {
      proposal = recommend(situation);
      proposal.apply(Guardrails.LOAD);
    }
    situation
        .history()
        .recommend(proposal.desiredCapacity(), situation.settings().scaleInStabilizationSlots);
    proposal.apply(Guardrails.LIMITS);
    return proposal;
  }

  private static Proposal recommend(Situation situation) {
    Optional<Guardrail> fallback = ForecastCheck.check(situation);
    boolean byForecast = fallback.isEmpty();
    LoadOutlook load =
        byForecast
            ? outlookOfForecast(situation)
            : LoadOutlook.ofObserved(situation.observedCpu(), situation.servingInstances());
    int current = situation.currentCapacity();
    int recommended =
        CapacityPolicy.of(situation.settings().policy)
            .recommend(load, current, situation.settings());
    Proposal proposal =
        new Proposal(
            situation,
            recommended,
            policyReason(Integer.compare(recommended, current), byForecast));
    fallback.ifPresent(proposal::note);
    return proposal;
  }

  private static LoadOutlook outlookOfForecast(Situation situation) {
    return LoadOutlook.ofForecast(
        situation.input().forecast,
        situation.currentCapacity(),
        situation.servingInstances(),
        situation.slotsBeforeServing(),
        situation.leadSlots());
  }

  private static Reason policyReason(int direction, boolean byForecast) {
    if (direction > 0) {
      return byForecast ? Reason.FORECAST_HIGH : Reason.OBSERVED_HIGH;
    }
    if (direction < 0) {
      return byForecast ? Reason.FORECAST_LOW : Reason.OBSERVED_LOW;
    }
    return byForecast ? Reason.FORECAST_WITHIN_BOUNDS : Reason.OBSERVED_WITHIN_BOUNDS;
  }

  private static ScalingDecision toDecision(Situation situation, Proposal proposal) {
    AutoScalingGroup group = situation.group();
    ScalingDecision decision = new ScalingDecision();
    decision.group = group.name;
    decision.slotEnd = situation.slotEnd();
    decision.id = group.name + "@" + Instant.ofEpochMilli(decision.slotEnd);
    decision.currentCapacity = situation.currentCapacity();
    decision.recommendedCapacity = proposal.recommendedCapacity();
    decision.desiredCapacity = proposal.desiredCapacity();
    decision.action = proposal.action();
    decision.reason = proposal.reason();
    decision.guardrails = proposal.guardrails();
    decision.previousCommand = situation.history().previousCommand();
    decision.calendarEvents = situation.calendar().eventIds.clone();
    decision.mode = group.mode;
    decision.validUntil = decision.slotEnd + group.settings.commandValidForSeconds * 1000L;
    describeLoad(situation, decision);
    return decision;
  }

  private static void describeLoad(Situation situation, ScalingDecision decision) {
    GroupSequence sequence = situation.sequence();
    int newest = Slots.SEQUENCE_LENGTH - 1;
    decision.observedCpu = sequence.observedCpu();
    decision.observedNetworkIn = sequence.networkIn[newest];
    decision.observedRequestCount = sequence.requestCount[newest];
    decision.observedInServiceInstances = sequence.observedInServiceInstances();
    Forecast forecast = situation.input().forecast;
    decision.forecast = forecast;
    decision.forecastUnavailable = situation.input().unavailable;
    if (situation.currentCapacity() > 0 && ForecastCheck.check(situation).isEmpty()) {
      decision.forecastCpu = outlookOfForecast(situation).nextCpu();
    }
    int horizon = situation.decisiveHorizon();
    decision.recentForecastError = ForecastCheck.recentError(forecast, horizon);
    decision.recentPersistenceError = ForecastCheck.recentPersistenceError(forecast, horizon);
  }
}
