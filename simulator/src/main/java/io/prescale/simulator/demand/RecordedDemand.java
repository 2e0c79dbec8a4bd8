package io.prescale.simulator.demand;

import io.prescale.domain.sample.Sample;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.simulator.demand.DemandSeries.RecordedCapacity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The demand that a recorded history tells of: CPU utilisation x instances in service, which holds
 * for the whole slot. What a group at full CPU would have done with more instances is not on
 * record.
 */
public final class RecordedDemand {
  /** Unit of such demand. */
  public static final String UNIT = "percent of one instance";

  private static final int LONGEST_GAP_MINUTES = 24 * 60;

  /** CPU utilisation from which on a group may have had more work than it could do, percent. */
  private static final double SATURATED = 99;

  /** No CPU is busier, leaving room for how shares of it are rounded and summed up, percent. */
  private static final double HIGHEST_CPU = 110;

  private RecordedDemand() {}

  /**
   * Derives it.
   *
   * @param source where the history came from, for messages
   * @throws DemandException if instances in service are not on record, or it cannot be used
   */
  public static DemandSeries of(HistorySeries history, String source) {
    List<Sample> samples = history.samples();
    MinuteGrid grid = new MinuteGrid(history.group(), source);
    boolean any = false;
    for (int index = 0; index < samples.size(); index++) {
      Sample sample = samples.get(index);
      requirePossible(sample, history.group(), source);
      double demand = demand(sample);
      any |= !Double.isNaN(demand);
      grid.add(
          new MinuteGrid.Point(
              sample.slotStart(), demand, history.saleActive(index), MinuteGrid.NO_LINE));
    }
    if (!any) {
      throw DemandException.in(
          source,
          "group "
              + history.group()
              + " has no slot with both cpu_utilization and in_service_instances, so its demand is"
              + " not known. Enable group metrics, or run a demand trace with --demand");
    }
    DemandSeries series = grid.toSeries(UNIT, false, LONGEST_GAP_MINUTES);
    return new DemandSeries(
        series.name(),
        series.source(),
        series.unit(),
        series.start(),
        series.values(),
        series.events(),
        Optional.of(capacity(samples, series.start(), series.minutes())),
        remarks(series, samples));
  }

  /** The reader has refused what is negative or no number, with its line. */
  private static void requirePossible(Sample sample, String group, String source) {
    if (sample.cpuUtilization() > HIGHEST_CPU) {
      throw DemandException.in(
          source,
          String.format(
              "cpu_utilization of group %s in the slot %s is %s; expected percent, up to 100."
                  + " Correct the value, or leave its cell empty",
              group, Instant.ofEpochMilli(sample.slotStart()), sample.cpuUtilization()));
    }
  }

  /**
   * A group that was switched off had no work. One that should have had instances and had none may
   * have had any: its demand is not known.
   */
  private static double demand(Sample sample) {
    if (sample.inServiceInstances() == 0) {
      return sample.desiredCapacity() == 0 ? 0 : Double.NaN;
    }
    return sample.cpuUtilization() * sample.inServiceInstances();
  }

  private static List<String> remarks(DemandSeries series, List<Sample> samples) {
    long saturated =
        samples.stream().filter(sample -> sample.cpuUtilization() >= SATURATED).count();
    if (saturated == 0) {
      return series.remarks();
    }
    List<String> remarks = new ArrayList<>(series.remarks());
    remarks.add(
        String.format(
            "%s: in %d slots CPU was at %.0f %% or more; what the group could not do is not on"
                + " record, so demand was at least what is taken for it.",
            series.name(), saturated, SATURATED));
    return remarks;
  }

  /** A slot without capacity on record has that of the slot before. */
  private static RecordedCapacity capacity(List<Sample> samples, Instant start, int minutes) {
    int[] desired = new int[minutes];
    int[] inService = new int[minutes];
    int minute = 0;
    int lastDesired = 0;
    int lastInService = 0;
    for (Sample sample : samples) {
      long slot = (sample.slotStart() - start.toEpochMilli()) / 60_000;
      if (slot < 0 || slot >= minutes || Double.isNaN(sample.inServiceInstances())) {
        continue;
      }
      Arrays.fill(desired, minute, (int) slot, lastDesired);
      Arrays.fill(inService, minute, (int) slot, lastInService);
      minute = (int) slot;
      lastInService = (int) Math.round(sample.inServiceInstances());
      lastDesired =
          Double.isNaN(sample.desiredCapacity())
              ? lastInService
              : (int) Math.round(sample.desiredCapacity());
    }
    Arrays.fill(desired, minute, minutes, lastDesired);
    Arrays.fill(inService, minute, minutes, lastInService);
    return new RecordedCapacity(desired, inService);
  }
}
