package io.prescale.forecasting.adaptation;

/** Solves small symmetric, positive definite systems in place. */
final class Cholesky {
  private Cholesky() {}

  /**
   * Replaces the lower triangle by its Cholesky factor.
   *
   * @return whether the matrix is positive definite; its content is undefined if not
   */
  static boolean decompose(double[][] matrix) {
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column <= row; column++) {
        double sum = matrix[row][column];
        for (int inner = 0; inner < column; inner++) {
          sum -= matrix[row][inner] * matrix[column][inner];
        }
        if (row == column) {
          if (!(sum > 0) || Double.isInfinite(sum)) {
            return false;
          }
          matrix[row][row] = Math.sqrt(sum);
        } else {
          matrix[row][column] = sum / matrix[column][column];
        }
      }
    }
    return true;
  }

  /** Replaces the right-hand side by the solution, given the factor. */
  static void solve(double[][] factor, double[] vector) {
    int size = vector.length;
    for (int row = 0; row < size; row++) {
      double sum = vector[row];
      for (int inner = 0; inner < row; inner++) {
        sum -= factor[row][inner] * vector[inner];
      }
      vector[row] = sum / factor[row][row];
    }
    for (int row = size - 1; row >= 0; row--) {
      double sum = vector[row];
      for (int inner = row + 1; inner < size; inner++) {
        sum -= factor[inner][row] * vector[inner];
      }
      vector[row] = sum / factor[row][row];
    }
  }
}
