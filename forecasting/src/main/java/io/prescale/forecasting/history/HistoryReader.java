package io.prescale.forecasting.history;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.prescale.domain.metric.Signal;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a history file (CSV, UTF-8; gzip if its name ends with {@code .gz}) row by row, in the
 * file's order:
 *
 * <pre>timestamp,cpu_utilization[,network_in,request_count,is_sale_active,in_service_instances,
 * desired_capacity,auto_scaling_group,written_at]</pre>
 *
 * <p>Columns may stand in any order; others are ignored; {@code event_active} is another name of
 * {@code is_sale_active}. The header's names are compared without regard to case. Without a group
 * column, or where its cell is empty, the group is that of the file, see {@link SourceGroup}. See
 * {@link HistoryTime} for the time stamps. Of rows of one group and time stamp the one counts that
 * was written last by {@code written_at} (epoch milliseconds), whatever the order of the files. An
 * empty cell is an absent value; any other must be a finite number from 0 to 10^15: a file with
 * {@code NaN}, infinity or a negative value is refused, because guessing what it meant could scale
 * something. Rows need not be sorted, and time stamps may repeat.
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

  private final String name;
  private final MappingIterator<String[]> lines;
  private final RowProblemListener problems;
  private final HistoryHeader header;
  private final RowParser parser;
  private HistoryRow next;

  private HistoryReader(
      HistorySource source,
      InputStream content,
      String defaultGroup,
      TargetColumns targets,
      RowProblemListener problems)
      throws IOException {
    this.name = source.name();
    this.problems = problems;
    try {
      this.lines = MAPPER.readerFor(String[].class).readValues(content);
      if (!lines.hasNextValue()) {
        throw HistoryException.unusable(name, "the file is empty; expected a header line", null);
      }
      this.header = HistoryHeader.parse(name, lines.nextValue(), targets);
    } catch (JacksonException | CharConversionException | RuntimeJsonMappingException e) {
      throw unreadable(name, 1, e);
    }
    this.parser = new RowParser(header, defaultGroup, problems);
  }

  /** Opens a file; the caller closes the reader. */
  public static HistoryReader open(Path file) {
    return open(HistorySource.of(file));
  }

  /** Opens a source, of which every row must be usable; the caller closes the reader. */
  public static HistoryReader open(HistorySource source) {
    return open(source, TargetColumns.cpuUtilization());
  }

  /**
   * Opens a source, of which every row must be usable; the caller closes the reader.
   *
   * @param targets columns of which the first that is there takes the place of CPU utilisation
   */
  public static HistoryReader open(HistorySource source, TargetColumns targets) {
    return open(
        source,
        SourceGroup.of(source.name()).name(),
        targets,
        RowProblemListener.refusing(source.name()));
  }

  /**
   * Reads a stream, which closing the reader closes.
   *
   * @param name what error messages call it; its last part without ending is the default group
   */
  public static HistoryReader of(String name, InputStream content) {
    return open(
        new HistorySource() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public InputStream open() {
            return content;
          }
        });
  }

  /** Opens a source whose unusable rows the listener is told of. */
  static HistoryReader open(
      HistorySource source,
      String defaultGroup,
      TargetColumns targets,
      RowProblemListener problems) {
    InputStream content = null;
    try {
      content = source.open();
      return new HistoryReader(
          source, unpacked(source.name(), content), defaultGroup, targets, problems);
    } catch (HistoryException e) {
      throw closing(content, e);
    } catch (ZipException | EOFException e) {
      throw closing(content, unreadable(source.name(), 1, e));
    } catch (IOException e) {
      throw closing(content, HistoryException.file(source.name(), HistorySource.reason(e), e));
    }
  }

  private static InputStream unpacked(String name, InputStream content) throws IOException {
    return HistorySource.isPacked(name) ? new GZIPInputStream(content) : content;
  }

  private static HistoryException closing(InputStream content, HistoryException problem) {
    if (content != null) {
      try {
        content.close();
      } catch (IOException suppressed) {
        problem.addSuppressed(suppressed);
      }
    }
    return problem;
  }

  /** Whether the file has a column for the signal; its cells may all be empty. */
  public boolean hasColumn(Signal signal) {
    return header.column(signal) != HistoryHeader.ABSENT;
  }

  /** Name of the column that takes the place of CPU utilisation, in lower case. */
  public String targetColumn() {
    return header.target();
  }

  HistoryHeader header() {
    return header;
  }

  /** Whether any row so far was given the group of the file, for want of one of its own. */
  boolean usedDefaultGroup() {
    return parser.usedDefaultGroup();
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      Optional<String[]> cells = nextCells();
      if (cells.isEmpty()) {
        return false;
      }
      next = parser.parse(cells.get(), line()).orElse(null);
    }
    return true;
  }

  @Override
  public HistoryRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows in " + name);
    }
    HistoryRow row = next;
    next = null;
    return row;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw HistoryException.file(name, HistorySource.reason(e), e);
    }
  }

  /** Empty at the end of the file, and where its text cannot be read on. */
  private Optional<String[]> nextCells() {
    try {
      return lines.hasNextValue() ? Optional.of(lines.nextValue()) : Optional.empty();
    } catch (JacksonException
        | CharConversionException
        | ZipException
        | EOFException
        | RuntimeJsonMappingException e) {
      problems.onBroken(line(), unreadable(name, line(), e));
      return Optional.empty();
    } catch (IOException e) {
      throw HistoryException.file(name, HistorySource.reason(e), e);
    }
  }

  /** The parser stands behind the line break of the row that it has just read. */
  private long line() {
    return lines.getParser().currentTokenLocation().getLineNr();
  }

  private static HistoryException unreadable(String name, long line, Exception cause) {
    String kind = HistorySource.isPacked(name) ? "gzip of UTF-8 CSV" : "UTF-8 CSV";
    String first = String.valueOf(cause.getMessage()).split("\n", 2)[0];
    return HistoryException.unusable(
        name, "not readable as " + kind + " near line " + line + " (" + first + ")", cause);
  }
}
