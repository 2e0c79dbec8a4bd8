package io.prescale.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * All series at one horizon. A measure without any series is {@code NaN}.
 *
 * @param minutes how far ahead
 * @param series series measured
 * @param targets targets of all of them
 * @param shareWon share of series whose mean absolute error is at most that of persistence and AR24
 * @param medianMaeRatio median of mean absolute error / that of the best baseline
 * @param medianRmseRatioToAr24 median of RMSE / AR24's RMSE
 * @param medianR2 median of R2
 * @param coverage median coverage of the 90 % interval
 * @param minCoverage lowest coverage of the 90 % interval
 * @param maeRatios for each method the median of its mean absolute error / that of the best
 *     baseline
 * @param events errors on slots with calendar events beside others
 */
public record HorizonAggregate(
    int minutes,
    int series,
    long targets,
    double shareWon,
    double medianMaeRatio,
    double medianRmseRatioToAr24,
    double medianR2,
    double coverage,
    double minCoverage,
    Map<String, Double> maeRatios,
    EventAggregate events) {

  /** Summarises the series at the horizon with this position in {@link ReportedHorizons}. */
  public static HorizonAggregate of(int position, List<SeriesEvaluation> evaluations) {
    List<HorizonScore> scores =
        evaluations.stream()
            .map(evaluation -> evaluation.horizons().get(position))
            .filter(score -> score.targets() > 0)
            .toList();
    double[] coverages = values(scores, HorizonAggregate::coverage);
    return new HorizonAggregate(
        ReportedHorizons.minutes(position),
        scores.size(),
        scores.stream().mapToLong(HorizonScore::targets).sum(),
        scores.stream()
            .mapToDouble(score -> score.isWon(Methods.MODEL) ? 1 : 0)
            .average()
            .orElse(Double.NaN),
        Quantiles.median(values(scores, score -> score.maeRatio(Methods.MODEL))),
        Quantiles.median(values(scores, HorizonAggregate::rmseRatio)),
        Quantiles.median(values(scores, score -> errors(score, Methods.MODEL).r2())),
        Quantiles.median(coverages),
        Quantiles.lowest(coverages),
        maeRatios(scores),
        EventAggregate.of(scores));
  }

  private static Map<String, Double> maeRatios(List<HorizonScore> scores) {
    List<String> methods = new ArrayList<>();
    scores.forEach(
        score ->
            score.methods().stream()
                .map(MethodScore::method)
                .filter(method -> !methods.contains(method))
                .forEach(methods::add));
    Map<String, Double> ratios = new TreeMap<>();
    for (String method : methods) {
      ratios.put(method, Quantiles.median(values(scores, score -> score.maeRatio(method))));
    }
    return ratios;
  }

  private static double rmseRatio(HorizonScore score) {
    double reference = errors(score, Methods.AR24).rmse();
    return reference > 0 ? errors(score, Methods.MODEL).rmse() / reference : Double.NaN;
  }

  private static double coverage(HorizonScore score) {
    return score
        .method(Methods.MODEL)
        .map(MethodScore::interval)
        .map(IntervalMeasures::coverage)
        .orElse(Double.NaN);
  }

  private static ErrorMeasures errors(HorizonScore score, String method) {
    return score.method(method).map(MethodScore::errors).orElse(ErrorMeasures.NONE);
  }

  private static double[] values(
      List<HorizonScore> scores, ToDoubleFunction<HorizonScore> measure) {
    return scores.stream().mapToDouble(measure).toArray();
  }
}
