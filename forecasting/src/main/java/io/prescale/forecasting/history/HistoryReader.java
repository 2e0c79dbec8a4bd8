package io.prescale.forecasting.history;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.prescale.domain.metric.Signal;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;

/**
 * Reads a history file (CSV, UTF-8) row by row, in the file's order:
 *
 * <pre>timestamp,cpu_utilization[,network_in,request_count,is_sale_active,in_service_instances,
 * desired_capacity,auto_scaling_group]</pre>
 *
 * <p>Columns may stand in any order; others are ignored. The header's names are compared without
 * regard to case. Without a group column, or where its cell is empty, the group is called after the
 * file, without folder and ending. See {@link HistoryTime} for the time stamps. An empty cell is an
 * absent value; any other must be a finite number from 0 to 10^15: a file with {@code NaN},
 * infinity or a negative value is refused, because guessing what it meant could scale something.
 * Rows need not be sorted, and time stamps may repeat.
 *
 * <p>Every method may throw {@link HistoryException}, which names file, line and column.
 */
public final class HistoryReader implements Iterator<HistoryRow>, Closeable {
  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();
  private static final Signal[] SIGNALS = Signal.values();
  private static final double LARGEST = 1e15;

  private final String name;
  private final String defaultGroup;
  private final MappingIterator<String[]> rows;
  private final HistoryHeader header;

  private HistoryReader(String name, InputStream content) {
    this.name = name;
    this.defaultGroup = groupOf(name);
    try {
      this.rows = MAPPER.readerFor(String[].class).readValues(content);
    } catch (IOException e) {
      throw HistoryException.file(name, HistorySource.reason(e), e);
    }
    if (!hasNext()) {
      throw HistoryException.file(name, "the file is empty; expected a header line", null);
    }
    this.header = HistoryHeader.parse(name, nextCells());
  }

  /** Opens a file; the caller closes the reader. */
  public static HistoryReader open(Path file) {
    return open(HistorySource.of(file));
  }

  /** Opens a source; the caller closes the reader. */
  public static HistoryReader open(HistorySource source) {
    try {
      return of(source.name(), source.open());
    } catch (IOException e) {
      throw HistoryException.file(source.name(), HistorySource.reason(e), e);
    }
  }

  /**
   * Reads a stream, which closing the reader closes.
   *
   * @param name what error messages call it; its last part without ending is the default group
   */
  public static HistoryReader of(String name, InputStream content) {
    try {
      return new HistoryReader(name, content);
    } catch (HistoryException e) {
      try {
        content.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** Whether the file has a column for the signal; its cells may all be empty. */
  public boolean hasColumn(Signal signal) {
    return header.column(signal) != HistoryHeader.ABSENT;
  }

  @Override
  public boolean hasNext() {
    try {
      return rows.hasNextValue();
    } catch (IOException | RuntimeJsonMappingException e) {
      throw unreadable(e);
    }
  }

  @Override
  public HistoryRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows in " + name);
    }
    String[] cells = nextCells();
    long line = line();
    if (cells.length != header.columns()) {
      throw HistoryException.line(
          name, line, "expected " + header.columns() + " cells, found " + cells.length);
    }
    double[] values = new double[SIGNALS.length];
    for (Signal signal : SIGNALS) {
      values[signal.ordinal()] = number(cells, header.column(signal), signal, line);
    }
    return new HistoryRow(group(cells), timestamp(cells, line), values, sale(cells, line), line);
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw HistoryException.file(name, HistorySource.reason(e), e);
    }
  }

  private String[] nextCells() {
    try {
      return rows.nextValue();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The parser stands behind the line break of the row that it has just read. */
  private long line() {
    return rows.getParser().currentTokenLocation().getLineNr();
  }

  private HistoryException unreadable(Exception cause) {
    return HistoryException.file(
        name,
        "not readable as UTF-8 CSV near line " + line() + " (" + cause.getMessage() + ")",
        cause);
  }

  private String group(String[] cells) {
    String group = header.group() == HistoryHeader.ABSENT ? "" : cells[header.group()];
    return group.isEmpty() ? defaultGroup : group;
  }

  private long timestamp(String[] cells, long line) {
    String text = cells[header.timestamp()];
    OptionalLong millis = HistoryTime.parse(text);
    if (millis.isEmpty()) {
      throw HistoryException.cell(name, line, HistoryHeader.TIMESTAMP, HistoryTime.EXPECTED, text);
    }
    return millis.getAsLong();
  }

  private double number(String[] cells, int column, Signal signal, long line) {
    if (column == HistoryHeader.ABSENT || cells[column].isEmpty()) {
      return Double.NaN;
    }
    double value = parse(cells[column]);
    if (value >= 0 && value <= LARGEST) {
      // Adding zero turns a negative zero into a positive one.
      return value + 0.0;
    }
    throw HistoryException.cell(
        name,
        line,
        HistoryHeader.columnOf(signal),
        "a finite number from 0 to 1e15, or an empty cell where the value is absent",
        cells[column]);
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private boolean sale(String[] cells, long line) {
    if (header.saleActive() == HistoryHeader.ABSENT) {
      return false;
    }
    String text = cells[header.saleActive()];
    switch (text) {
      case "":
      case "0":
      case "0.0":
      case "false":
      case "False":
      case "FALSE":
        return false;
      case "1":
      case "1.0":
      case "true":
      case "True":
      case "TRUE":
        return true;
      default:
        throw HistoryException.cell(
            name, line, HistoryHeader.SALE_ACTIVE, "0, 1, true, false or an empty cell", text);
    }
  }

  private static String groupOf(String name) {
    String file = name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
    int ending = file.lastIndexOf('.');
    return ending > 0 ? file.substring(0, ending) : file;
  }
}
