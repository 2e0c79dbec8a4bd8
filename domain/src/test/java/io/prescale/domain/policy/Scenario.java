package io.prescale.domain.policy;

import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import java.time.Instant;
import java.util.Arrays;

/**
 * A group and what is known of it, slot after slot. It starts as a group of 4 instances (1 to 10)
 * at an observed and forecast CPU utilisation of 50 %, in mode enforce, with a settled past: none
 * of the guardrails of pace has anything to object to.
 */
final class Scenario {
  static final long START = Instant.parse("2026-11-27T10:00:00Z").toEpochMilli();
  static final int NEWEST = Slots.SEQUENCE_LENGTH - 1;

  final AutoScalingGroup group = new AutoScalingGroup();
  final GroupSequence sequence = GroupSequence.empty("web", START);
  final CalendarContext calendar = CalendarContext.none();
  ScalingHistory history = new ScalingHistory();
  Forecast forecast;
  ForecastedSequence.Unavailable unavailable = ForecastedSequence.Unavailable.AVAILABLE;
  private final ScalingDecider decider = new ScalingDecider();

  Scenario() {
    group.name = "web";
    group.mode = ScalingMode.ENFORCE;
    group.minSize = 1;
    group.maxSize = 10;
    group.settings.scaleInStabilizationSlots = 1;
    group.settings.scaleInCooldownSeconds = 600;
    group.settings.decisionDelaySeconds = 0;
    sequence.calendar = calendar;
    Arrays.fill(sequence.states, (byte) SampleState.OBSERVED.ordinal());
    Arrays.fill(sequence.networkIn, 1e6);
    Arrays.fill(sequence.requestCount, 1000);
    capacity(4);
    observed(50);
    forecastCpu(50);
  }

  Scenario observed(double cpu) {
    Arrays.fill(sequence.cpuUtilization, cpu);
    return this;
  }

  /** Desired and in service, in the samples and in the fleet. */
  Scenario capacity(int instances) {
    group.desiredCapacity = instances;
    group.inServiceInstances = instances;
    sequence.desiredCapacity = instances;
    Arrays.fill(sequence.inServiceInstances, instances);
    return this;
  }

  Scenario forecastCpu(double expected) {
    return forecast(Forecast.Quantity.CPU_UTILIZATION, expected, expected);
  }

  Scenario forecast(Forecast.Quantity quantity, double expected, double upper) {
    forecast =
        new Forecast("model-1", quantity, constant(expected), constant(expected), constant(upper));
    return this;
  }

  /** How the forecasts before this one did, at every horizon, in the unit of the forecast. */
  Scenario recentErrors(double error, double persistenceError, int scored) {
    forecast.recentErrors = constant(error);
    forecast.recentPersistenceErrors = constant(persistenceError);
    forecast.scored = new int[Slots.HORIZONS];
    Arrays.fill(forecast.scored, scored);
    return this;
  }

  Scenario recentErrorsAt(int horizon, double error, double persistenceError) {
    forecast.recentErrors[horizon] = error;
    forecast.recentPersistenceErrors[horizon] = persistenceError;
    return this;
  }

  Scenario noForecast(ForecastedSequence.Unavailable reason) {
    forecast = null;
    unavailable = reason;
    return this;
  }

  Scenario newestState(SampleState state) {
    sequence.states[NEWEST] = (byte) state.ordinal();
    return this;
  }

  Scenario nextSlot() {
    return laterSlot(1);
  }

  Scenario laterSlot(int slots) {
    sequence.slotStart += slots * Slots.MILLIS;
    return this;
  }

  long slotEnd() {
    return Slots.endOf(sequence.slotStart);
  }

  ForecastedSequence input() {
    return forecast == null
        ? ForecastedSequence.without(sequence, unavailable)
        : ForecastedSequence.of(sequence, forecast);
  }

  ScalingDecision decide() {
    return decider.decide(group, input(), history);
  }

  static double[] constant(double value) {
    double[] values = new double[Slots.HORIZONS];
    Arrays.fill(values, value);
    return values;
  }
}
