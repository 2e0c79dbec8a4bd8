package io.prescale.simulator.backtest.policy;

/** Forecasts load slot by slot. */
public interface LoadPredictor {
  /**
   * Takes the mean load of the next slot, percent of one instance.
   *
   * @param load {@code NaN} where not known
   */
  void observe(double load);

  /**
   * Load some slots after the newest one; {@code NaN} while too little is known.
   *
   * @param slots at least 1
   */
  double ahead(int slots);
}
