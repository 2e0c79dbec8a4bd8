package io.prescale.cli.replay;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Adds up a replay: decisions by action and reason, and how far the one-step forecast was off, in
 * percentage points of CPU utilisation, beside persistence on the very same slots. The decisions of
 * one group must come in order.
 */
final class ReplaySummary {
  private final Map<ScalingAction, Map<Reason, Integer>> counts =
      new EnumMap<>(ScalingAction.class);
  private final Map<String, ScalingDecision> newest = new HashMap<>();
  private long decisions;
  private long forecasts;
  private long scored;
  private double forecastError;
  private double persistenceError;

  void add(ScalingDecision decision) {
    decisions++;
    if (decision.forecast != null) {
      forecasts++;
    }
    counts
        .computeIfAbsent(decision.action, action -> new EnumMap<>(Reason.class))
        .merge(decision.reason, 1, Integer::sum);
    ScalingDecision before = newest.put(decision.group, decision);
    if (before != null && before.slotEnd + Slots.MILLIS == decision.slotEnd) {
      score(before, decision);
    }
  }

  long decisions() {
    return decisions;
  }

  /** Mean absolute error of the one-step forecast, percentage points; NaN without any. */
  double forecastMae() {
    return forecastError / scored;
  }

  /** Mean absolute error of persistence on the same slots, percentage points. */
  double persistenceMae() {
    return persistenceError / scored;
  }

  void print(PrintWriter out, long samples) {
    out.printf(Locale.ROOT, "samples     %,d%n", samples);
    out.printf(Locale.ROOT, "forecasts   %,d%n", forecasts);
    out.printf(Locale.ROOT, "decisions   %,d in %,d groups%n", decisions, newest.size());
    counts.forEach(
        (action, reasons) ->
            reasons.forEach(
                (reason, count) ->
                    out.printf(Locale.ROOT, "  %-9s %-32s %,9d%n", action, reason, count)));
    if (scored > 0) {
      out.printf(
          Locale.ROOT,
          "one step    mean absolute error %.3f points; persistence %.3f on the same %,d slots"
              + " (ratio %.3f)%n",
          forecastMae(),
          persistenceMae(),
          scored,
          forecastMae() / persistenceMae());
    } else {
      out.println("one step    no forecast could be compared with what came");
    }
    out.flush();
  }

  private void score(ScalingDecision before, ScalingDecision now) {
    if (before.forecast == null
        || Double.isNaN(now.observedCpu)
        || Double.isNaN(before.observedCpu)) {
      return;
    }
    double expected = before.forecast.expected[0];
    if (before.forecast.quantity == Forecast.Quantity.DEMAND) {
      if (!(now.observedInServiceInstances > 0)) {
        return;
      }
      expected /= now.observedInServiceInstances;
    }
    scored++;
    forecastError += Math.abs(expected - now.observedCpu);
    persistenceError += Math.abs(before.observedCpu - now.observedCpu);
  }
}
