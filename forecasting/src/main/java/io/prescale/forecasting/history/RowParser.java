package io.prescale.forecasting.history;

import io.prescale.domain.metric.Signal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** From the cells of a line to a row, by the file's header. */
final class RowParser {
  private static final Signal[] SIGNALS = Signal.values();
  private static final Pattern WRITTEN = Pattern.compile("[0-9]{0,18}");
  private static final double LARGEST = 1e15;
  private static final String NUMBER =
      "a finite number from 0 to 1e15, or an empty cell where the value is absent";

  private final HistoryHeader header;
  private final String defaultGroup;
  private final RowProblemListener problems;
  private boolean usedDefaultGroup;

  RowParser(HistoryHeader header, String defaultGroup, RowProblemListener problems) {
    this.header = header;
    this.defaultGroup = defaultGroup;
    this.problems = problems;
  }

  /** The row; empty if the listener was told of a problem instead. */
  Optional<HistoryRow> parse(String[] cells, long line) {
    RowProblem problem = problemOf(cells, line);
    if (problem != null) {
      problems.onProblem(problem);
      return Optional.empty();
    }
    double[] values = new double[SIGNALS.length];
    for (Signal signal : SIGNALS) {
      values[signal.ordinal()] = number(cells, header.column(signal));
    }
    long timestamp = HistoryTime.parse(cells[header.timestamp()]).getAsLong();
    return Optional.of(
        new HistoryRow(
            group(cells),
            timestamp,
            values,
            isTrue(cells, header.saleActive()),
            writtenAt(cells),
            line));
  }

  /** Whether any row was given the group that stands for the whole file. */
  boolean usedDefaultGroup() {
    return usedDefaultGroup;
  }

  /** {@code null} for none. */
  private RowProblem problemOf(String[] cells, long line) {
    if (cells.length != header.columns()) {
      return RowProblem.width(line, header.columns(), cells.length);
    }
    String time = cells[header.timestamp()];
    OptionalLong millis = HistoryTime.parse(time);
    if (millis.isEmpty()) {
      return RowProblem.cell(line, HistoryHeader.TIMESTAMP, HistoryTime.EXPECTED, time);
    }
    for (Signal signal : SIGNALS) {
      int column = header.column(signal);
      if (column != HistoryHeader.ABSENT && !isNumberOrAbsent(cells[column])) {
        String name =
            signal == Signal.CPU_UTILIZATION ? header.target() : HistoryHeader.columnOf(signal);
        return RowProblem.cell(line, name, NUMBER, cells[column]);
      }
    }
    int sale = header.saleActive();
    if (sale != HistoryHeader.ABSENT && !isTrue(cells, sale) && !isFalse(cells[sale])) {
      return RowProblem.cell(
          line, HistoryHeader.SALE_ACTIVE, "0, 1, true, false or an empty cell", cells[sale]);
    }
    int written = header.writtenAt();
    if (written != HistoryHeader.ABSENT && !WRITTEN.matcher(cells[written]).matches()) {
      return RowProblem.cell(
          line,
          HistoryHeader.WRITTEN_AT,
          "epoch milliseconds, a whole number, or an empty cell",
          cells[written]);
    }
    return null;
  }

  private long writtenAt(String[] cells) {
    int column = header.writtenAt();
    return column == HistoryHeader.ABSENT || cells[column].isEmpty()
        ? 0
        : Long.parseLong(cells[column]);
  }

  private String group(String[] cells) {
    String group = header.group() == HistoryHeader.ABSENT ? "" : cells[header.group()];
    if (group.isEmpty()) {
      usedDefaultGroup = true;
      return defaultGroup;
    }
    return group;
  }

  private static boolean isNumberOrAbsent(String text) {
    if (text.isEmpty()) {
      return true;
    }
    double value = parse(text);
    return value >= 0 && value <= LARGEST;
  }

  /** Adding zero turns a negative zero into a positive one. */
  private static double number(String[] cells, int column) {
    return column == HistoryHeader.ABSENT || cells[column].isEmpty()
        ? Double.NaN
        : parse(cells[column]) + 0.0;
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean isTrue(String[] cells, int column) {
    if (column == HistoryHeader.ABSENT) {
      return false;
    }
    switch (cells[column]) {
      case "1":
      case "1.0":
      case "true":
      case "True":
      case "TRUE":
        return true;
      default:
        return false;
    }
  }

  private static boolean isFalse(String text) {
    switch (text) {
      case "":
      case "0":
      case "0.0":
      case "false":
      case "False":
      case "FALSE":
        return true;
      default:
        return false;
    }
  }
}
