package io.prescale.simulator.generate;

import io.prescale.domain.metric.Signal;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** Writes history rows with all columns of the contract; an absent signal is an empty field. */
public final class HistoryWriter {
  private static final String HEADER =
      "timestamp,auto_scaling_group,cpu_utilization,network_in,request_count,is_sale_active,"
          + "in_service_instances,desired_capacity\n";
  private static final int CPU_DECIMALS = 3;

  private final Writer out;

  /** Writes the header. */
  public HistoryWriter(Writer out) throws IOException {
    this.out = out;
    out.write(HEADER);
  }

  /**
   * Writes one row.
   *
   * @param slotStart start of the slot
   * @param loadBalanced whether an absent request count means that there was no request
   */
  public void write(
      Instant slotStart, String group, SlotSample sample, boolean loadBalanced, boolean saleActive)
      throws IOException {
    double requests = sample.value(Signal.REQUEST_COUNT);
    if (loadBalanced && Double.isNaN(requests)) {
      requests = 0;
    }
    String row =
        String.join(
            ",",
            slotStart.toString(),
            group,
            number(sample.value(Signal.CPU_UTILIZATION), CPU_DECIMALS),
            number(sample.value(Signal.NETWORK_IN), 0),
            number(requests, 0),
            saleActive ? "1" : "0",
            number(sample.value(Signal.IN_SERVICE_INSTANCES), 0),
            number(sample.value(Signal.DESIRED_CAPACITY), 0));
    out.write(row);
    out.write('\n');
  }

  private static String number(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "";
    }
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
