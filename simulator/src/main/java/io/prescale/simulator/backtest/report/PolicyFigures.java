package io.prescale.simulator.backtest.report;

import io.prescale.simulator.backtest.result.Elasticity;
import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.SeriesResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * The figures of one policy, on one series or over several.
 *
 * @param policy its name
 * @param minutes that the figures were taken on
 * @param measures figures
 */
record PolicyFigures(String policy, int minutes, Measures measures) {
  private static final Comparator<PolicyFigures> CHEAPEST_FIRST =
      Comparator.comparingDouble(
              (PolicyFigures figures) -> figures.measures().instanceHoursAtEqualSlo())
          .thenComparing(PolicyFigures::policy);

  /** Of one series, in its order: cheapest at equal service level first. */
  static List<PolicyFigures> of(SeriesResult series) {
    return series.policies().stream()
        .map(result -> new PolicyFigures(result.policy(), series.minutes(), result.measures()))
        .toList();
  }

  /**
   * Over all series: sums, and means over the minutes for the elasticity metrics. Only of policies
   * that ran on every series, since other sums could not be compared.
   */
  static List<PolicyFigures> overAll(List<SeriesResult> series) {
    Map<String, List<PolicyFigures>> byPolicy = new LinkedHashMap<>();
    for (SeriesResult one : series) {
      for (PolicyFigures figures : of(one)) {
        byPolicy.computeIfAbsent(figures.policy(), policy -> new ArrayList<>()).add(figures);
      }
    }
    return byPolicy.values().stream()
        .filter(parts -> parts.size() == series.size())
        .map(PolicyFigures::sum)
        .sorted(CHEAPEST_FIRST)
        .toList();
  }

  /** Those of one policy. */
  static Optional<PolicyFigures> find(List<PolicyFigures> figures, String policy) {
    return figures.stream().filter(one -> one.policy().equals(policy)).findFirst();
  }

  /** The result of one policy on a series. */
  static Optional<PolicyResult> find(SeriesResult series, String policy) {
    return series.policies().stream().filter(one -> one.policy().equals(policy)).findFirst();
  }

  private static PolicyFigures sum(List<PolicyFigures> parts) {
    Measures sum =
        new Measures(
            count(parts, Measures::sloViolationMinutes),
            total(parts, Measures::unservedDemand),
            total(parts, Measures::instanceHours),
            total(parts, Measures::instanceHoursAtEqualSlo),
            count(parts, Measures::actions),
            count(parts, Measures::directionFlips),
            total(parts, Measures::cost),
            new Elasticity(
                mean(parts, measures -> measures.elasticity().underAccuracy()),
                mean(parts, measures -> measures.elasticity().overAccuracy()),
                mean(parts, measures -> measures.elasticity().underTimeshare()),
                mean(parts, measures -> measures.elasticity().overTimeshare())),
            new Measures.Launches(
                count(parts, measures -> measures.launches().launched()),
                count(parts, measures -> measures.launches().failed())));
    return new PolicyFigures(parts.get(0).policy(), minutes(parts), sum);
  }

  private static int minutes(List<PolicyFigures> parts) {
    return parts.stream().mapToInt(PolicyFigures::minutes).sum();
  }

  private static int count(List<PolicyFigures> parts, ToIntFunction<Measures> measure) {
    return parts.stream().map(PolicyFigures::measures).mapToInt(measure).sum();
  }

  private static double total(List<PolicyFigures> parts, ToDoubleFunction<Measures> measure) {
    return parts.stream().map(PolicyFigures::measures).mapToDouble(measure).sum();
  }

  private static double mean(List<PolicyFigures> parts, ToDoubleFunction<Measures> measure) {
    double weighted =
        parts.stream()
            .mapToDouble(part -> measure.applyAsDouble(part.measures()) * part.minutes())
            .sum();
    return weighted / minutes(parts);
  }
}
