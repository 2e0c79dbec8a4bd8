package io.prescale.training;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 10m}, {@code 2h} and ISO-8601 durations. */
public final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      String iso = text.toUpperCase(Locale.ROOT);
      Duration parsed = Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
      if (!parsed.isNegative() && !parsed.isZero()) {
        return parsed;
      }
    } catch (DateTimeParseException e) {
      // Refused below, like a duration that is not above zero.
    }
    throw new TypeConversionException(
        "'" + text + "' is not a duration above zero; write 90s, 10m or 2h");
  }
}
