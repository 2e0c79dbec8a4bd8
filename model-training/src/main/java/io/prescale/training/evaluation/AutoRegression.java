package io.prescale.training.evaluation;

import io.prescale.training.series.ActualSeries;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * AR24: the value some steps ahead as a linear function, with intercept, of the newest 24 values.
 * One function for each horizon (direct, not iterated), fitted by least squares to all windows
 * without gap whose target lies before the test part. Where the windows do not determine it, as
 * those of a constant series, the solution with the smallest coefficients is taken.
 */
public final class AutoRegression implements Baseline {
  static final int LAGS = 24;

  /** With fewer windows than twice the coefficients a fit says nothing. */
  static final int FEWEST_WINDOWS = 2 * (LAGS + 1);

  @Override
  public String name() {
    return Methods.AR24;
  }

  @Override
  public ForecastTrack forecast(ActualSeries actual) {
    ForecastTrack track = ForecastTrack.ofPoints(actual.length());
    boolean[] complete = completeWindows(actual);
    for (int horizon = 0; horizon < ReportedHorizons.COUNT; horizon++) {
      int steps = ReportedHorizons.steps(horizon);
      double[] expected = track.expected()[horizon];
      fit(actual, complete, steps)
          .ifPresent(
              coefficients -> {
                for (int slot = Math.max(actual.testStart(), steps);
                    slot < actual.length();
                    slot++) {
                  if (complete[slot - steps]) {
                    expected[slot] = apply(coefficients, actual.values(), slot - steps);
                  }
                }
              });
    }
    return track;
  }

  /** The coefficients of lags 0 to 23 and the intercept; empty with too few windows. */
  Optional<double[]> fit(ActualSeries actual, boolean[] complete, int steps) {
    int windows = 0;
    for (int slot = steps; slot < actual.testStart(); slot++) {
      windows += isTrainable(actual, complete, slot, steps) ? 1 : 0;
    }
    if (windows < FEWEST_WINDOWS) {
      return Optional.empty();
    }
    DMatrixRMaj inputs = new DMatrixRMaj(windows, LAGS + 1);
    DMatrixRMaj targets = new DMatrixRMaj(windows, 1);
    int row = 0;
    for (int slot = steps; slot < actual.testStart(); slot++) {
      if (isTrainable(actual, complete, slot, steps)) {
        for (int lag = 0; lag < LAGS; lag++) {
          inputs.set(row, lag, actual.values()[slot - steps - lag]);
        }
        inputs.set(row, LAGS, 1);
        targets.set(row, 0, actual.values()[slot]);
        row++;
      }
    }
    return solve(inputs, targets);
  }

  private static Optional<double[]> solve(DMatrixRMaj inputs, DMatrixRMaj targets) {
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
    if (!solver.setA(inputs)) {
      return Optional.empty();
    }
    DMatrixRMaj solution = new DMatrixRMaj(LAGS + 1, 1);
    solver.solve(targets, solution);
    return Optional.of(solution.getData().clone());
  }

  private static boolean isTrainable(
      ActualSeries actual, boolean[] complete, int target, int steps) {
    return complete[target - steps] && actual.isMeasured(target);
  }

  /** For each slot whether it and the 23 before it were measured. */
  static boolean[] completeWindows(ActualSeries actual) {
    boolean[] complete = new boolean[actual.length()];
    int run = 0;
    for (int slot = 0; slot < actual.length(); slot++) {
      run = actual.isMeasured(slot) ? run + 1 : 0;
      complete[slot] = run >= LAGS;
    }
    return complete;
  }

  private static double apply(double[] coefficients, double[] values, int newest) {
    double sum = coefficients[LAGS];
    for (int lag = 0; lag < LAGS; lag++) {
      sum += coefficients[lag] * values[newest - lag];
    }
    return sum;
  }
}
