package io.prescale.simulator.generate;

import io.prescale.domain.metric.Signal;
import io.prescale.domain.time.Slots;
import io.prescale.simulator.api.ApiException;
import io.prescale.simulator.fleet.DemandCourse;
import io.prescale.simulator.fleet.FleetGenerator;
import io.prescale.simulator.fleet.FleetSpecification;
import io.prescale.simulator.fleet.GroupSpecification;
import io.prescale.simulator.fleet.Sale;
import io.prescale.simulator.fleet.SimulatedFleet;
import io.prescale.simulator.metric.MetricDatum;
import io.prescale.simulator.metric.MetricFeed;
import io.prescale.simulator.metric.MetricLog;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Generates the history of a simulated fleet under reactive scaling: {@code history.csv} with one
 * row per five-minute slot and group, in this order, and the {@code business_calendar.json} that
 * belongs to it. The same arguments give the same bytes.
 */
public final class HistoryGenerator {
  /** Start of histories that name none: a Monday, 00:00 UTC. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-05T00:00:00Z");

  /**
   * What was written.
   *
   * @param rows rows of the history
   */
  public record Result(Path history, Path calendar, long rows) {}

  private final FleetSpecification specification;
  private final MetricFeed feed;
  private final SimulatedFleet fleet;
  private final Map<String, String> groupOfTargetGroup = new HashMap<>();

  private HistoryGenerator(FleetSpecification specification) {
    MetricLog log =
        new MetricLog(
            specification.groups().size() * Signal.values().length * (int) Slots.LENGTH.toMinutes(),
            Duration.ZERO);
    this.specification = specification;
    this.feed = log;
    this.fleet = new SimulatedFleet(specification, log);
    for (GroupSpecification group : specification.groups()) {
      group
          .traffic()
          .loadBalancer()
          .ifPresent(balancer -> groupOfTargetGroup.put(balancer.targetGroup(), group.name()));
    }
  }

  /**
   * Writes a history that begins at {@link #DEFAULT_START}.
   *
   * @param folder created if it does not exist
   * @param groups number of groups, at least 1
   * @param span length of the history, rounded down to whole slots
   * @throws IllegalArgumentException if there is no group, or the span is shorter than one slot
   * @throws IOException if a file cannot be written
   */
  public static Result write(Path folder, int groups, Duration span, long seed) throws IOException {
    return write(folder, fleet(groups, span, seed, DemandCourse.uneventful()), span);
  }

  /**
   * The fleet of a history that begins at {@link #DEFAULT_START}.
   *
   * @param course what happens to the demand of all groups
   * @throws IllegalArgumentException if there is no group, or the span is not above zero
   */
  public static FleetSpecification fleet(
      int groups, Duration span, long seed, DemandCourse course) {
    return FleetGenerator.enforced(seed).with(course).generate(groups, DEFAULT_START, span);
  }

  /** Writes the history of a given fleet, which must start on a slot. */
  public static Result write(Path folder, FleetSpecification fleet, Duration span)
      throws IOException {
    long slots = span.dividedBy(Slots.LENGTH);
    if (slots < 1) {
      throw new IllegalArgumentException(
          "span must be at least " + Slots.LENGTH + ", but is " + span);
    }
    if (fleet.start().toEpochMilli() % Slots.MILLIS != 0) {
      throw new IllegalArgumentException(
          "start must be the start of a slot, but is " + fleet.start());
    }
    Files.createDirectories(folder);
    Path history = folder.resolve("history.csv");
    Path calendar = folder.resolve("business_calendar.json");
    CalendarWriter.write(calendar, fleet.sales());
    try (Writer out = Files.newBufferedWriter(history, StandardCharsets.UTF_8)) {
      new HistoryGenerator(fleet).write(new HistoryWriter(out), slots);
    }
    return new Result(history, calendar, slots * fleet.groups().size());
  }

  private void write(HistoryWriter out, long slots) throws IOException {
    long position = 0;
    for (long slot = 0; slot < slots; slot++) {
      Instant start = specification.start().plus(Slots.LENGTH.multipliedBy(slot));
      fleet.advanceTo(start.plus(Slots.LENGTH));
      MetricFeed.Batch batch = feed.read(position, Integer.MAX_VALUE);
      position = batch.nextSequence();
      Map<String, SlotSample> samples = samplesOf(batch);
      for (GroupSpecification group : specification.groups()) {
        SlotSample sample = samples.get(group.name());
        boolean loadBalanced = group.traffic().loadBalancer().isPresent();
        out.write(start, group.name(), sample, loadBalanced, isSaleActive(group.name(), start));
        scale(group, sample);
      }
    }
  }

  private Map<String, SlotSample> samplesOf(MetricFeed.Batch batch) {
    Map<String, SlotSample> samples = new TreeMap<>();
    for (MetricDatum datum : batch.data()) {
      String group = datum.dimensions().get(Signal.Dimension.AUTO_SCALING_GROUP.cloudWatchName());
      if (group == null) {
        group =
            groupOfTargetGroup.get(
                datum.dimensions().get(Signal.Dimension.TARGET_GROUP.cloudWatchName()));
      }
      samples.computeIfAbsent(group, name -> new SlotSample()).add(datum);
    }
    return samples;
  }

  private boolean isSaleActive(String group, Instant slotStart) {
    Instant slotEnd = slotStart.plus(Slots.LENGTH);
    for (Sale sale : specification.sales()) {
      if (sale.concerns(group) && sale.overlaps(slotStart, slotEnd)) {
        return true;
      }
    }
    return false;
  }

  private void scale(GroupSpecification group, SlotSample sample) {
    int desired = ReactiveScaling.desired(sample, group.sizing().min(), group.sizing().max());
    try {
      fleet.setDesiredCapacity(group.name(), desired, false);
    } catch (ApiException e) {
      throw new IllegalStateException("group " + group.name() + " refused " + desired, e);
    }
  }
}
