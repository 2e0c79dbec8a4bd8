package io.prescale.training.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the windows of an epoch: series by the square root of their length, so that long ones do
 * not drown short ones, and windows of a series evenly.
 */
final class WindowSampler {
  private final List<List<Window>> series = new ArrayList<>();
  private final double[] cumulated;

  WindowSampler(TrainingData data) {
    cumulated = new double[data.series().size()];
    double sum = 0;
    for (SeriesWindows one : data.series()) {
      sum += Math.sqrt(one.training().size());
      cumulated[series.size()] = sum;
      series.add(one.training());
    }
  }

  List<Window> draw(int count, SplittableRandom random) {
    List<Window> drawn = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      List<Window> windows = series.get(pick(random.nextDouble() * cumulated[series.size() - 1]));
      drawn.add(windows.get(random.nextInt(windows.size())));
    }
    return drawn;
  }

  private int pick(double point) {
    int at = Arrays.binarySearch(cumulated, point);
    return Math.min(series.size() - 1, at >= 0 ? at + 1 : -at - 1);
  }
}
