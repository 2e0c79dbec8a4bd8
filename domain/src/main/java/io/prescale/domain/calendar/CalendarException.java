package io.prescale.domain.calendar;

import java.util.List;

/** A business calendar is refused, whole; the message lists everything that is wrong with it. */
public final class CalendarException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int LISTED = 50;

  private final String sourceName;
  private final transient List<String> problems;

  public CalendarException(String sourceName, List<String> problems) {
    super(message(sourceName, problems));
    this.sourceName = sourceName;
    this.problems = List.copyOf(problems);
  }

  /** Where the calendar came from. */
  public String sourceName() {
    return sourceName;
  }

  /** Each problem with line, event and field as far as they are known; never empty. */
  public List<String> problems() {
    return problems == null ? List.of(getMessage()) : problems;
  }

  private static String message(String sourceName, List<String> problems) {
    StringBuilder message = new StringBuilder("business calendar ").append(sourceName);
    message.append(" is refused, ").append(problems.size());
    message.append(problems.size() == 1 ? " problem:" : " problems:");
    problems.stream().limit(LISTED).forEach(problem -> message.append("\n  ").append(problem));
    if (problems.size() > LISTED) {
      message.append("\n  and ").append(problems.size() - LISTED).append(" more");
    }
    return message.toString();
  }
}
