package io.prescale.simulator.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExtremesTest {
  @Test
  void keepsEveryPeakHoweverShort() {
    double[] values = new double[50_000];
    for (int index = 0; index < values.length; index++) {
      values[index] = Math.sin(index / 3000.0);
    }
    values[31_234] = 900;
    values[31_240] = -900;

    int[] kept = Extremes.positions(values.length, 500, index -> values[index]);

    assertThat(kept).contains(0, 31_234, 31_240, 49_999).isSorted();
    assertThat(kept.length).isLessThanOrEqualTo(1002);
    for (int bin = 0; bin < 500; bin++) {
      int from = Extremes.edge(bin, 500, values.length);
      int to = Extremes.edge(bin + 1, 500, values.length);
      double highest = Double.NEGATIVE_INFINITY;
      for (int index = from; index < to; index++) {
        highest = Math.max(highest, values[index]);
      }
      double drawn = Double.NEGATIVE_INFINITY;
      for (int index : kept) {
        drawn = index >= from && index < to ? Math.max(drawn, values[index]) : drawn;
      }
      assertThat(drawn).as("highest of bin %d", bin).isEqualTo(highest);
    }
  }

  @Test
  void keepsFewValuesButNotTheMiddlesOfRuns() {
    double[] values = {1, 1, 1, 5, 5, 5, 5, 2};

    assertThat(Extremes.positions(values.length, 100, index -> values[index]))
        .containsExactly(0, 2, 3, 6, 7);
  }

  @Test
  void keepsGaps() {
    double[] values = new double[1000];
    for (int index = 300; index < 400; index++) {
      values[index] = Double.NaN;
    }

    int[] kept = Extremes.positions(values.length, 20, index -> values[index]);

    assertThat(Arrays.stream(kept)).anyMatch(index -> Double.isNaN(values[index]));
    assertThat(Arrays.stream(kept)).anyMatch(index -> index >= 400 && values[index] == 0);
  }
}
