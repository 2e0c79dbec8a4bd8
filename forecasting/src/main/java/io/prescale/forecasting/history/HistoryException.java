package io.prescale.forecasting.history;

/**
 * A history file that cannot be used. The message names the file and, where there is one, the line
 * and the column, with what was expected and what was found.
 */
public class HistoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int EXCERPT_LENGTH = 60;

  private HistoryException(String message, Throwable cause) {
    super(message, cause);
  }

  static HistoryException file(String file, String problem, Throwable cause) {
    return new HistoryException(file + ": " + problem, cause);
  }

  static HistoryException line(String file, long line, String problem) {
    return new HistoryException(file + ", line " + line + ": " + problem, null);
  }

  static HistoryException cell(
      String file, long line, String column, String expected, String found) {
    return new HistoryException(
        file
            + ", line "
            + line
            + ", column "
            + column
            + ": expected "
            + expected
            + ", found \""
            + excerpt(found)
            + "\"",
        null);
  }

  /** The text, cut to a length that fits a message. */
  static String excerpt(String text) {
    return text.length() <= EXCERPT_LENGTH ? text : text.substring(0, EXCERPT_LENGTH) + "...";
  }
}
