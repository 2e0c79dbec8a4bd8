package io.prescale.training.process;

import io.prescale.domain.sample.Sample;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.history.HistorySeriesReader;
import io.prescale.forecasting.history.HistorySource;
import io.prescale.training.fit.AtomicFile;
import io.prescale.training.series.TrainingException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Series as a history file, for processes that train on them: what is read back is the same to the
 * bit.
 */
public final class SeriesFile {
  private static final String HEADER =
      "auto_scaling_group,timestamp,cpu_utilization,network_in,request_count,in_service_instances,"
          + "desired_capacity,is_sale_active\n";
  private static final long MINUTE = 60_000;

  private SeriesFile() {}

  /**
   * Writes series up to a slot of each.
   *
   * @param end how many slots of a series are written, counted from its first one
   * @throws io.prescale.training.fit.UnusableFileException if the file cannot be written
   */
  public static void write(
      List<HistorySeries> series, ToIntFunction<HistorySeries> end, Path file) {
    AtomicFile.write(
        file,
        stream -> {
          Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
          out.write(HEADER);
          for (HistorySeries one : series) {
            write(one, end.applyAsInt(one), out);
          }
          out.flush();
        });
  }

  private static void write(HistorySeries series, int slots, Writer out) throws IOException {
    String group = "\"" + series.group().replace("\"", "\"\"") + "\",";
    List<Sample> samples = samplesBefore(slots, series);
    for (int index = 0; index < samples.size(); index++) {
      Sample sample = samples.get(index);
      double requests = sample.requestCount();
      double first = part(requests);
      out.append(group)
          .append(Instant.ofEpochMilli(sample.slotStart()).toString())
          .append(',')
          .append(text(sample.cpuUtilization()))
          .append(text(sample.networkIn()))
          .append(text(first))
          .append(text(sample.inServiceInstances()))
          .append(text(sample.desiredCapacity()))
          .append(series.saleActive(index) ? "1\n" : "0\n");
      writeRest(group, sample.slotStart(), requests - first, out);
    }
  }

  private static List<Sample> samplesBefore(int slots, HistorySeries series) {
    List<Sample> samples = series.samples();
    int count = 0;
    while (count < samples.size()
        && Slots.between(samples.get(0).slotStart(), samples.get(count).slotStart()) < slots) {
      count++;
    }
    return samples.subList(0, count);
  }

  /** Requests are summed from numbers of 24 bits, so a large sum is spread over minutes. */
  private static void writeRest(String group, long slotStart, double requests, Writer out)
      throws IOException {
    double rest = requests;
    for (int minute = 1; rest > 0; minute++) {
      double part = part(rest);
      out.append(group)
          .append(Instant.ofEpochMilli(slotStart + minute * MINUTE).toString())
          .append(",,,")
          .append(text(part))
          .append(",,0\n");
      rest -= part;
    }
  }

  /** The leading 24 bits. */
  private static double part(double value) {
    float part = (float) value;
    return part > value ? Math.nextDown(part) : part;
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "," : value + ",";
  }

  /**
   * Reads a file that was written by {@link #write}.
   *
   * @param checksum that of the series written
   * @throws TrainingException if the file holds other series
   */
  public static List<HistorySeries> read(Path file, String checksum) {
    List<HistorySeries> series = new HistorySeriesReader().read(List.of(HistorySource.of(file)));
    if (!checksum(series).equals(checksum)) {
      throw new TrainingException(
          file + " does not hold the history of this training; train with --processes 1");
    }
    return series;
  }

  /** Checksum of all that is trained on, hexadecimal. */
  public static String checksum(List<HistorySeries> series) {
    return checksum(series, one -> Integer.MAX_VALUE);
  }

  /**
   * Checksum of series up to a slot of each; that of the series read back from {@link #write}.
   *
   * @param end how many slots of a series count, from its first one
   */
  public static String checksum(List<HistorySeries> series, ToIntFunction<HistorySeries> end) {
    MessageDigest digest = sha256();
    try (DataOutputStream out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      for (HistorySeries one : series) {
        out.writeUTF(one.group());
        List<Sample> samples = samplesBefore(end.applyAsInt(one), one);
        out.writeInt(samples.size());
        int index = 0;
        for (Sample sample : samples) {
          out.writeLong(sample.slotStart());
          out.writeDouble(sample.cpuUtilization());
          out.writeDouble(sample.networkIn());
          out.writeDouble(sample.requestCount());
          out.writeDouble(sample.inServiceInstances());
          out.writeDouble(sample.desiredCapacity());
          out.writeBoolean(one.saleActive(index++));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to nowhere", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
