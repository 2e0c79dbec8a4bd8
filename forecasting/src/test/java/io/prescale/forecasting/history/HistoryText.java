package io.prescale.forecasting.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;

/** History files in memory. */
final class HistoryText {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private HistoryText() {}

  static HistorySource source(String name, String text) {
    return source(name, text.getBytes(StandardCharsets.UTF_8));
  }

  static HistorySource source(String name, byte[] content) {
    return new HistorySource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }
    };
  }

  /** Rows of five minutes: time stamp, and the cells of each. */
  static String rows(int count, IntFunction<String> cells) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < count; row++) {
      text.append(START.plusSeconds(row * 300L)).append(',').append(cells.apply(row)).append('\n');
    }
    return text.toString();
  }

  static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
