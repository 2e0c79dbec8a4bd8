package io.prescale.forecasting.history;

/**
 * A history file that cannot be used. The message names the file and, where there is one, the line
 * and the column, with what was expected and what was found.
 */
public class HistoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int EXCERPT_LENGTH = 60;

  private final String problem;
  private final boolean content;

  private HistoryException(String place, String problem, boolean content, Throwable cause) {
    super(place + problem, cause);
    this.problem = problem;
    this.content = content;
  }

  /** Something outside of the files, such as a place that cannot be read. */
  public static HistoryException of(String place, String problem, Throwable cause) {
    return file(place, problem, cause);
  }

  /** Nothing in any of the files can be used. */
  static HistoryException nothingLeft(String message) {
    return new HistoryException("", message, true, null);
  }

  /** A file whose content is at fault, not the way to it. */
  static HistoryException unusable(String file, String problem, Throwable cause) {
    return new HistoryException(file + ": ", problem, true, cause);
  }

  static HistoryException file(String file, String problem, Throwable cause) {
    return new HistoryException(file + ": ", problem, false, cause);
  }

  static HistoryException line(String file, long line, String problem) {
    return new HistoryException(file + ", ", "line " + line + ": " + problem, true, null);
  }

  static HistoryException cell(
      String file, long line, String column, String expected, String found) {
    return new HistoryException(
        file + ", ",
        "line "
            + line
            + ", column "
            + column
            + ": expected "
            + expected
            + ", found \""
            + excerpt(found)
            + "\"",
        true,
        null);
  }

  /**
   * Whether the file's content is at fault, so that others may still be used; otherwise it could
   * not be read.
   */
  boolean isOfContent() {
    return content;
  }

  /** The message without the file's name. */
  String problem() {
    return problem;
  }

  /** The text, cut to a length that fits a message, without what could disturb a terminal. */
  static String excerpt(String text) {
    String cut = text.length() <= EXCERPT_LENGTH ? text : text.substring(0, EXCERPT_LENGTH) + "...";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
