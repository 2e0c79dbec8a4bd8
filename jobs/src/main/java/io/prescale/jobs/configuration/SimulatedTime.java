package io.prescale.jobs.configuration;

import io.prescale.domain.time.TimeScale;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/** The time that the metrics live in, by the options that all jobs have: real unless simulated. */
public final class SimulatedTime {
  private static final double FASTEST = 3600;

  private SimulatedTime() {}

  /**
   * The time scale.
   *
   * @param values of the options, checked
   */
  public static TimeScale of(Configuration values) {
    Optional<String> start = values.getOptional(ScalerOptions.SIMULATION_START);
    if (start.isEmpty()) {
      return TimeScale.real();
    }
    Instant origin = Instant.parse(start.get());
    return TimeScale.accelerated(origin, origin, values.get(ScalerOptions.SIMULATION_SPEED));
  }

  /** What is wrong with the values, each of the right type. */
  static List<String> problems(Configuration values) {
    List<String> problems = new ArrayList<>();
    String speedKey = ScalerOptions.SIMULATION_SPEED.key();
    String startKey = ScalerOptions.SIMULATION_START.key();
    double speed = values.get(ScalerOptions.SIMULATION_SPEED);
    if (!(speed >= 1 && speed <= FASTEST)) {
      problems.add(speedKey + " must be from 1 to 3600, but is " + speed);
    }
    Optional<String> start = values.getOptional(ScalerOptions.SIMULATION_START);
    if (start.isEmpty() && speed != 1) {
      problems.add(speedKey + " needs " + startKey + ", which is missing");
    }
    start.ifPresent(
        text -> {
          try {
            Instant.parse(text);
          } catch (DateTimeParseException e) {
            problems.add(
                startKey
                    + " must be an instant such as 2026-01-31T12:00:00Z, but is '"
                    + text
                    + "'");
          }
        });
    return problems;
  }
}
