package io.prescale.domain.policy;

import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;

/**
 * What was decided for one group on one slot, and why: one for every slot, holds included. It is
 * the command, the record and the explanation. A stream record (Flink POJO).
 */
public class ScalingDecision {
  /** {@code group@slotEnd}: the same decision made again has the same identifier. */
  public String id;

  public String group;

  /** End of the slot that it was decided on, epoch milliseconds. */
  public long slotEnd;

  /** Percent; {@code NaN} where absent. */
  public double observedCpu = Double.NaN;

  /** Bytes in the slot; {@code NaN} where absent. */
  public double observedNetworkIn = Double.NaN;

  /** Requests in the slot; {@code NaN} where absent. */
  public double observedRequestCount = Double.NaN;

  /** Instances; {@code NaN} where absent. */
  public double observedInServiceInstances = Double.NaN;

  /** {@code null} where there is none; see {@link #forecastUnavailable}. */
  public Forecast forecast;

  public ForecastedSequence.Unavailable forecastUnavailable;

  /**
   * Forecast CPU utilisation that the policy looked at, at the current capacity, percent; {@code
   * NaN} where it looked at the observed value.
   */
  public double forecastCpu = Double.NaN;

  /**
   * Recent mean absolute error of the group's forecasts at the horizon that its policy goes by (the
   * next slot, or the end of the lead time), in the unit of the forecast; {@code NaN} if unknown.
   */
  public double recentForecastError = Double.NaN;

  /** The same of persistence. */
  public double recentPersistenceError = Double.NaN;

  /** Desired capacity that the decision starts from, instances. */
  public int currentCapacity;

  /** What the policy alone would have, before the guardrails, instances. */
  public int recommendedCapacity;

  /** The capacity to set, absolute, instances; equal to {@link #currentCapacity} for a hold. */
  public int desiredCapacity;

  public ScalingAction action = ScalingAction.HOLD;

  /** The one reason that explains the action. */
  public Reason reason;

  /** The guardrails that changed the recommendation, in the order in which they did. */
  public Guardrail[] guardrails = new Guardrail[0];

  public PreviousCommand previousCommand = new PreviousCommand();

  /** Calendar events in force in the slot or the forecast horizons, sorted. */
  public String[] calendarEvents = new String[0];

  /** Whether it is carried out. */
  public ScalingMode mode = ScalingMode.OBSERVE;

  /** Not to be carried out from then on, epoch milliseconds. */
  public long validUntil;

  public ScalingDecision() {}

  /** Whether there is anything to carry out, whatever the mode. */
  public boolean isCommand() {
    return action != ScalingAction.HOLD;
  }
}
