package io.prescale.forecasting.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
  @Property(tries = 100)
  void solvesEverySymmetricPositiveDefiniteSystem(
      @ForAll @IntRange(min = 1, max = 39) int size, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] matrix = positiveDefinite(size, random);
    double[] solution = random.doubles(size, -10, 10).toArray();
    double[] vector = new double[size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        vector[row] += matrix[row][column] * solution[column];
      }
    }

    assertThat(Cholesky.decompose(matrix)).isTrue();
    Cholesky.solve(matrix, vector);

    assertThat(vector).usingComparatorWithPrecision(1e-7).containsExactly(solution);
  }

  @Test
  void solvesASystemThatCanBeCheckedByHand() {
    double[][] matrix = {{4, Double.NaN}, {2, 5}};
    double[] vector = {10, 13};

    assertThat(Cholesky.decompose(matrix)).as("reads the lower triangle only").isTrue();
    Cholesky.solve(matrix, vector);

    assertThat(vector[0]).isCloseTo(1.5, within(1e-12));
    assertThat(vector[1]).isCloseTo(2, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNotPositiveDefinite(double corner) {
    assertThat(Cholesky.decompose(new double[][] {{1, 0}, {1, corner}})).isFalse();
  }

  /** A product of a matrix and its transpose, lifted off singularity. */
  private static double[][] positiveDefinite(int size, SplittableRandom random) {
    double[][] factor = new double[size][];
    for (int row = 0; row < size; row++) {
      factor[row] = random.doubles(size, -1, 1).toArray();
    }
    double[][] matrix = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        for (int inner = 0; inner < size; inner++) {
          matrix[row][column] += factor[row][inner] * factor[column][inner];
        }
      }
      matrix[row][row] += 1;
    }
    return matrix;
  }
}
