package io.prescale.forecasting.history;

/** Told about rows that cannot be used. It may refuse the file by an exception. */
interface RowProblemListener {
  /** A row that is left out. */
  void onProblem(RowProblem problem);

  /**
   * The file's text cannot be read on.
   *
   * @param line near which it broke off
   */
  void onBroken(long line, HistoryException problem);

  /** Refuses a file with any problem. */
  static RowProblemListener refusing(String file) {
    return new RowProblemListener() {
      @Override
      public void onProblem(RowProblem problem) {
        throw problem.in(file);
      }

      @Override
      public void onBroken(long line, HistoryException problem) {
        throw problem;
      }
    };
  }
}
