package io.prescale.training.evaluation;

import java.util.List;

/**
 * Errors on slots with a calendar event beside the others, over the series that have both.
 *
 * @param series series with events among their targets
 * @param targets targets with an event
 * @param medianRatioOnEvents median of the model's mean absolute error / the best baseline's, on
 *     slots with an event; {@code NaN} without any
 * @param medianRatioElsewhere the same on the other slots of those series
 */
public record EventAggregate(
    int series, long targets, double medianRatioOnEvents, double medianRatioElsewhere) {
  static EventAggregate of(List<HorizonScore> scores) {
    List<HorizonScore> withEvents =
        scores.stream().filter(score -> score.eventTargets() > 0).toList();
    return new EventAggregate(
        withEvents.size(),
        withEvents.stream().mapToLong(HorizonScore::eventTargets).sum(),
        Quantiles.median(withEvents.stream().mapToDouble(score -> ratio(score, true)).toArray()),
        Quantiles.median(withEvents.stream().mapToDouble(score -> ratio(score, false)).toArray()));
  }

  private static double ratio(HorizonScore score, boolean onEvents) {
    double best =
        Methods.BASELINES.stream()
            .mapToDouble(method -> mae(score, method, onEvents))
            .filter(Double::isFinite)
            .min()
            .orElse(Double.NaN);
    return best > 0 ? mae(score, Methods.MODEL, onEvents) / best : Double.NaN;
  }

  private static double mae(HorizonScore score, String method, boolean onEvents) {
    return score
        .method(method)
        .map(MethodScore::events)
        .map(errors -> onEvents ? errors.onEvents() : errors.elsewhere())
        .orElse(Double.NaN);
  }
}
