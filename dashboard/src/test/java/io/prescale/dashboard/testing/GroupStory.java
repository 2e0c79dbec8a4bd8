package io.prescale.dashboard.testing;

import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.policy.Guardrail;
import io.prescale.domain.policy.PreviousCommand;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Decisions of a made-up group, slot after slot: a daily course of load with noise, forecasts that
 * are a little off, and a capacity that follows in steps. The same seed tells the same story.
 */
public final class GroupStory {
  public static final String MODEL = "lstm-154b6af57a2f";

  private static final double DAY = Duration.ofDays(1).toMillis();
  private static final double TARGET = 58;

  private final String name;
  private final ScalingMode mode;
  private final Random random;
  private final double base;
  private final double phase;
  private final int maxSize;
  private int capacity;
  private int lastActionSlots = 100;
  private PreviousCommand previous = new PreviousCommand();
  private double error = Double.NaN;
  private double persistenceError = Double.NaN;
  private double lastDemand = Double.NaN;
  private double lastForecast = Double.NaN;
  private long saleStart = Long.MAX_VALUE;
  private long saleEnd = Long.MAX_VALUE;

  public GroupStory(String name, ScalingMode mode, long seed) {
    this.name = name;
    this.mode = mode;
    this.random = new Random(seed);
    this.base = 250 + random.nextInt(900);
    this.phase = random.nextDouble() * 0.3;
    this.maxSize = (int) Math.ceil(base * 1.75 / TARGET);
    this.capacity = Math.max(2, (int) Math.round(base / TARGET));
  }

  /** An event that asks for more from then on, epoch milliseconds. */
  public GroupStory withSale(long start, long end) {
    saleStart = start;
    saleEnd = end;
    return this;
  }

  /** The decision on the next slot. */
  public ScalingDecision decide(long slotEnd) {
    double demand = demand(slotEnd) * (1 + 0.03 * random.nextGaussian());
    followErrors(demand);
    ScalingDecision decision = new ScalingDecision();
    decision.group = name;
    decision.slotEnd = slotEnd;
    decision.id = name + "@" + slotEnd;
    decision.mode = mode;
    decision.validUntil = slotEnd + Duration.ofMinutes(15).toMillis();
    decision.observedCpu = Math.min(100, demand / capacity);
    decision.observedInServiceInstances = capacity;
    decision.observedRequestCount = Math.round(demand * 90);
    decision.observedNetworkIn = demand * 2.0e6;
    decision.forecast = forecast(slotEnd);
    decision.forecastUnavailable = Unavailable.AVAILABLE;
    decision.forecastCpu = decision.forecast.upper[1] / capacity;
    decision.recentForecastError = error;
    decision.recentPersistenceError = persistenceError;
    decision.currentCapacity = capacity;
    decision.calendarEvents =
        slotEnd > saleStart - Duration.ofHours(1).toMillis() && slotEnd <= saleEnd
            ? new String[] {"flash-sale"}
            : new String[0];
    decision.previousCommand = previous;
    judge(decision, slotEnd);
    lastDemand = demand;
    lastForecast = decision.forecast.expected[0];
    carryOut(decision);
    return decision;
  }

  /** All decisions of a span. */
  public List<ScalingDecision> tell(long firstSlotEnd, int slots) {
    List<ScalingDecision> decisions = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      decisions.add(decide(firstSlotEnd + slot * Slots.MILLIS));
    }
    return decisions;
  }

  private double demand(long time) {
    double day = Math.sin(2 * Math.PI * (time / DAY - 0.3 + phase));
    double halfDay = Math.sin(4 * Math.PI * (time / DAY - 0.1 + phase));
    double sale = time > saleStart && time <= saleEnd ? 1.45 : 1;
    return base * (1 + 0.42 * day + 0.1 * halfDay) * sale;
  }

  private Forecast forecast(long slotEnd) {
    double[] expected = new double[Slots.HORIZONS];
    double[] lower = new double[Slots.HORIZONS];
    double[] upper = new double[Slots.HORIZONS];
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      double truth = demand(slotEnd + (horizon + 1) * Slots.MILLIS);
      expected[horizon] = truth * (1 + 0.015 * random.nextGaussian());
      double width = base * (0.045 + 0.012 * horizon);
      lower[horizon] = Math.max(0, expected[horizon] - width);
      upper[horizon] = expected[horizon] + width;
    }
    Forecast forecast = new Forecast(MODEL, Forecast.Quantity.DEMAND, expected, lower, upper);
    forecast.recentErrors = new double[Slots.HORIZONS];
    forecast.recentPersistenceErrors = new double[Slots.HORIZONS];
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      forecast.recentErrors[horizon] = error * (1 + 0.1 * horizon);
      forecast.recentPersistenceErrors[horizon] = persistenceError * (1 + 0.25 * horizon);
    }
    return forecast;
  }

  private void followErrors(double demand) {
    if (Double.isNaN(lastDemand)) {
      return;
    }
    double missed = Math.abs(demand - lastForecast);
    double changed = Math.abs(demand - lastDemand);
    error = Double.isNaN(error) ? missed : 0.9 * error + 0.1 * missed;
    persistenceError =
        Double.isNaN(persistenceError) ? changed : 0.9 * persistenceError + 0.1 * changed;
  }

  private void judge(ScalingDecision decision, long slotEnd) {
    int wanted = (int) Math.ceil(decision.forecast.expected[1] / TARGET);
    decision.recommendedCapacity = wanted;
    decision.desiredCapacity = capacity;
    lastActionSlots++;
    if (slotEnd > saleStart - Duration.ofHours(1).toMillis()
        && slotEnd <= saleEnd
        && wanted < capacity) {
      hold(decision, Reason.CALENDAR_FREEZE, Guardrail.CALENDAR_FREEZE);
    } else if (wanted > maxSize && capacity == maxSize) {
      hold(decision, Reason.AT_MAX_SIZE, Guardrail.MAX_SIZE);
    } else if (wanted > capacity) {
      decision.action = ScalingAction.SCALE_OUT;
      decision.reason = Reason.FORECAST_HIGH;
      decision.desiredCapacity = Math.min(maxSize, wanted);
    } else if (wanted < capacity - 1 && lastActionSlots > 6) {
      decision.action = ScalingAction.SCALE_IN;
      decision.reason = Reason.FORECAST_LOW;
      decision.desiredCapacity = capacity - 1;
    } else if (wanted < capacity - 1) {
      hold(decision, Reason.SCALE_IN_STABILIZATION, Guardrail.SCALE_IN_STABILIZATION);
    } else {
      decision.reason = Reason.FORECAST_WITHIN_BOUNDS;
    }
  }

  private static void hold(ScalingDecision decision, Reason reason, Guardrail guardrail) {
    decision.reason = reason;
    decision.guardrails = new Guardrail[] {guardrail};
  }

  private void carryOut(ScalingDecision decision) {
    if (decision.action == ScalingAction.HOLD) {
      return;
    }
    lastActionSlots = 0;
    previous =
        new PreviousCommand(
            PreviousCommand.Status.APPLIED, decision.slotEnd, decision.desiredCapacity);
    // A group that is only observed has someone else who scales it, later and more hesitantly.
    if (mode == ScalingMode.ENFORCE || random.nextInt(4) == 0) {
      capacity = decision.desiredCapacity;
    }
  }
}
