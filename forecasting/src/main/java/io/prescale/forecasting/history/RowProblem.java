package io.prescale.forecasting.history;

/** What is wrong with one row of a history file. */
final class RowProblem {
  private final long line;
  private final String column;
  private final String expected;
  private final String found;

  private RowProblem(long line, String column, String expected, String found) {
    this.line = line;
    this.column = column;
    this.expected = expected;
    this.found = found;
  }

  static RowProblem cell(long line, String column, String expected, String found) {
    return new RowProblem(line, column, expected, found);
  }

  static RowProblem width(long line, int expected, int found) {
    return new RowProblem(line, null, expected + " cells", Integer.toString(found));
  }

  /** Line of the file, the header being line 1. */
  long line() {
    return line;
  }

  /** Equal for problems of one kind in one file. */
  String kind() {
    return column == null
        ? "without " + expected
        : "where column " + column + " is not " + expected;
  }

  /** What stood there instead. */
  String example() {
    return column == null
        ? " but " + found
        : " but for example \"" + HistoryException.excerpt(found) + "\"";
  }

  HistoryException in(String file) {
    return column == null
        ? HistoryException.line(file, line, "expected " + expected + ", found " + found)
        : HistoryException.cell(file, line, column, expected, found);
  }
}
