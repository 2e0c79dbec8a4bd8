package io.prescale.simulator.generate;

import io.prescale.simulator.fleet.FleetSpecification;
import io.prescale.simulator.fleet.GroupSpecification;
import io.prescale.simulator.fleet.Sale;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Writes the demand of a fleet as a trace that a backtest can read. */
public final class DemandWriter {
  private static final int DECIMALS = 3;

  private DemandWriter() {}

  /**
   * Writes one row for every minute of every group, a group after the other. Demand is in percent
   * of one instance: an instance capacity of 100 keeps the fleet's scale.
   *
   * @param span rounded down to whole minutes
   * @return rows
   * @throws IOException if the file cannot be written
   */
  public static long write(Path file, FleetSpecification fleet, Duration span) throws IOException {
    long minutes = span.toMinutes();
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("timestamp,auto_scaling_group,demand,event_active\n");
      for (GroupSpecification group : fleet.groups()) {
        for (long minute = 0; minute < minutes; minute++) {
          Instant time = fleet.start().plusSeconds(60 * minute);
          out.write(
              time
                  + ","
                  + group.name()
                  + ","
                  + demand(group, time)
                  + ","
                  + event(fleet, group, time));
          out.write('\n');
        }
      }
    }
    return minutes * fleet.groups().size();
  }

  private static String demand(GroupSpecification group, Instant time) {
    return BigDecimal.valueOf(group.demand().at(time))
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  private static int event(FleetSpecification fleet, GroupSpecification group, Instant minute) {
    for (Sale sale : fleet.sales()) {
      if (sale.concerns(group.name()) && sale.overlaps(minute, minute.plusSeconds(60))) {
        return 1;
      }
    }
    return 0;
  }
}
