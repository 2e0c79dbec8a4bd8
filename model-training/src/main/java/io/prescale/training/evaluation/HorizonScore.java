package io.prescale.training.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * All methods at one horizon, on the same targets.
 *
 * @param minutes how far ahead
 * @param targets slots that every method is measured on
 * @param eventTargets those of them with a calendar event
 * @param methods the model, compared models, then the baselines
 */
public record HorizonScore(int minutes, int targets, int eventTargets, List<MethodScore> methods) {
  public HorizonScore {
    methods = List.copyOf(methods);
  }

  /** The score of a method; empty if it had no forecast at this horizon at all. */
  public Optional<MethodScore> method(String name) {
    return methods.stream().filter(score -> score.method().equals(name)).findFirst();
  }

  /** Mean absolute error of a method; {@code NaN} where it was not measured. */
  public double mae(String name) {
    return method(name).map(score -> score.errors().mae()).orElse(Double.NaN);
  }

  /** The lowest mean absolute error of the baselines; {@code NaN} where none was measured. */
  public double bestBaselineMae() {
    return bestMae(Methods.BASELINES);
  }

  private double bestMae(List<String> names) {
    return names.stream().mapToDouble(this::mae).filter(Double::isFinite).min().orElse(Double.NaN);
  }

  /**
   * Mean absolute error of a method as a multiple of the best baseline's; {@code NaN} where that is
   * zero or was not measured.
   */
  public double maeRatio(String name) {
    double best = bestBaselineMae();
    return best > 0 ? mae(name) / best : Double.NaN;
  }

  /** Whether a method errs at most as much as persistence and AR24 do. */
  public boolean isWon(String name) {
    return mae(name) <= bestMae(List.of(Methods.PERSISTENCE, Methods.AR24));
  }
}
