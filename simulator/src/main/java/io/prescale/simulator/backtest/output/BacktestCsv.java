package io.prescale.simulator.backtest.output;

import io.prescale.simulator.backtest.result.BacktestResult;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.PolicyTrace;
import io.prescale.simulator.backtest.result.SeriesResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/**
 * Writes CSV: the figures of all policies to {@code backtest.csv}, and the minutes of each series
 * to a file of its own, with desired capacity, instances in service and utilisation per policy. A
 * figure that is not finite is an empty cell.
 */
public final class BacktestCsv {
  /** Name of the file of figures. */
  public static final String FIGURES = "backtest.csv";

  /** Name of the folder of minutes. */
  public static final String MINUTES = "minutes";

  /**
   * Writes all files.
   *
   * @param folder must exist
   * @throws IOException if one cannot be written
   */
  public void write(BacktestResult result, Path folder) throws IOException {
    try (Writer out = Files.newBufferedWriter(folder.resolve(FIGURES), StandardCharsets.UTF_8)) {
      writeFigures(result, out);
    }
    Path minutes = folder.resolve(MINUTES);
    Files.createDirectories(minutes);
    for (SeriesResult series : result.series()) {
      Path file = minutes.resolve(fileName(series.name()));
      try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        writeMinutes(series, out);
      }
    }
  }

  /** A group's name may hold what a file's must not. */
  private static String fileName(String series) {
    return series.replaceAll("[^A-Za-z0-9._-]", "_") + ".csv";
  }

  private static void writeFigures(BacktestResult result, Writer out) throws IOException {
    StringJoiner header = new StringJoiner(",", "series,policy,", "\n");
    MeasureColumn.ALL.forEach(column -> header.add(column.name()));
    out.write(header.toString());
    for (SeriesResult series : result.series()) {
      for (PolicyResult policy : series.policies()) {
        StringJoiner row = new StringJoiner(",", "", "\n");
        row.add(quoted(series.name())).add(policy.policy());
        for (MeasureColumn column : MeasureColumn.ALL) {
          double value = column.value().applyAsDouble(policy.measures());
          row.add(column.whole() ? Long.toString((long) value) : number(value));
        }
        out.write(row.toString());
      }
    }
  }

  private static void writeMinutes(SeriesResult series, Writer out) throws IOException {
    StringJoiner header = new StringJoiner(",", "timestamp,demand,", "\n");
    for (PolicyResult policy : series.policies()) {
      header.add(policy.policy() + "_desired");
      header.add(policy.policy() + "_in_service");
      header.add(policy.policy() + "_utilization");
    }
    out.write(header.toString());
    for (int minute = 0; minute < series.minutes(); minute++) {
      StringJoiner row = new StringJoiner(",", "", "\n");
      row.add(series.start().plusSeconds(60L * minute).toString());
      row.add(number(series.demand()[minute]));
      for (PolicyResult policy : series.policies()) {
        PolicyTrace trace = policy.trace();
        row.add(Integer.toString(trace.desired()[minute]));
        row.add(Integer.toString(trace.inService()[minute]));
        row.add(number(trace.utilization()[minute]));
      }
      out.write(row.toString());
    }
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    return Double.toString(Math.rint(value * 1000) / 1000);
  }

  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
