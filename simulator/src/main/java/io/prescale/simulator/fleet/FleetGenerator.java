package io.prescale.simulator.fleet;

import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.time.Slots;
import io.prescale.simulator.fleet.GroupSpecification.LoadBalancer;
import io.prescale.simulator.fleet.GroupSpecification.Sizing;
import io.prescale.simulator.fleet.GroupSpecification.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes up fleets of services of several kinds and sizes; the same ones for the same seed. */
public final class FleetGenerator {
  private static final Duration COOLDOWN = Duration.ofMinutes(5);
  private static final double SALE_FACTOR = 1.6;
  private static final double INITIAL_UTILIZATION = 50;
  private static final List<String> SALE_PREFIXES =
      List.of(Workload.WEB.prefix(), Workload.CHECKOUT.prefix());

  private final long seed;
  private final ScalingMode mode;
  private final DemandCourse course;

  /**
   * @param mode what the groups' tags say
   */
  public FleetGenerator(long seed, ScalingMode mode) {
    this(seed, mode, DemandCourse.uneventful());
  }

  private FleetGenerator(long seed, ScalingMode mode, DemandCourse course) {
    this.seed = seed;
    this.mode = mode;
    this.course = course;
  }

  /** One whose fleets also have this in their demand. */
  public FleetGenerator with(DemandCourse added) {
    return new FleetGenerator(seed, mode, added);
  }

  /** A fleet for a demonstration: every group is managed in enforce mode. */
  public static FleetGenerator enforced(long seed) {
    return new FleetGenerator(seed, ScalingMode.ENFORCE);
  }

  /**
   * A fleet with a sale in every five days, or one if the span is shorter. Maximum sizes leave room
   * for all that the span brings.
   *
   * @param count number of groups, at least 1
   * @param start first instant, a whole minute
   * @param span how long the fleet is to be run
   * @throws IllegalArgumentException if the count is below 1 or the span is not above zero
   */
  public FleetSpecification generate(int count, Instant start, Duration span) {
    return generate(count, start, span, sales(start, span));
  }

  /**
   * A fleet with these sales in its demands, and a maximum size for that; a trend is not foreseen
   * in it.
   */
  public FleetSpecification generate(int count, Instant start, List<Sale> sales) {
    return generate(count, start, Duration.ZERO, sales);
  }

  private FleetSpecification generate(
      int count, Instant start, Duration foreseen, List<Sale> sales) {
    if (count < 1) {
      throw new IllegalArgumentException("groups must be at least 1, but are " + count);
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<Workload> workloads = Workload.ALL;
    List<GroupSpecification> groups = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      Workload workload = workloads.get(index % workloads.size());
      String name =
          String.format(Locale.ROOT, "%s-%03d", workload.prefix(), 1 + index / workloads.size());
      groups.add(
          group(name, workload, sales, start, course.highestFactor(foreseen), random.split()));
    }
    return new FleetSpecification(start, groups, sales, seed);
  }

  /**
   * Sales of up to six hours: one for every five days of the span, or one if the span is shorter.
   * Each begins on a slot, between two fifths and three quarters of the way into its share of the
   * span, so that there is time before it, and ends one second before a slot does.
   */
  public List<Sale> sales(Instant start, Duration span) {
    if (span.isNegative() || span.isZero()) {
      throw new IllegalArgumentException("span must be above zero, but is " + span);
    }
    int count = (int) Math.max(1, span.toDays() / 5);
    Duration share = span.dividedBy(count);
    Duration length = share.dividedBy(5);
    length = length.compareTo(Duration.ofHours(6)) > 0 ? Duration.ofHours(6) : length;
    SplittableRandom random = new SplittableRandom(seed);
    List<Sale> sales = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      double position = number + random.nextDouble(0.4, 0.75);
      long offsetMillis = Math.round(position * share.toMillis());
      Instant from = slotOf(start.plusMillis(offsetMillis));
      Instant to = slotOf(from.plus(length)).plus(Slots.LENGTH).minusSeconds(1);
      int label = number + 1;
      sales.add(new Sale("sale-" + label, "Sale " + label, from, to, SALE_PREFIXES, SALE_FACTOR));
    }
    return sales;
  }

  private static Instant slotOf(Instant time) {
    return Instant.ofEpochMilli(Slots.startOf(time.toEpochMilli()));
  }

  private GroupSpecification group(
      String name,
      Workload workload,
      List<Sale> sales,
      Instant start,
      double courseFactor,
      SplittableRandom random) {
    // Between one and about twelve busy instances, small groups being more common.
    double level = 100 * Math.exp(random.nextDouble() * Math.log(12));
    DemandCurve.Shape shape = workload.shapeOf(level, random.nextDouble(-1, 1));
    long demandSeed = random.nextLong();
    Demand demand =
        course.appliedTo(
            new DemandCurve(shape, workload.irregularity(), demandSeed), start, ~demandSeed);
    double saleFactor = 1;
    for (Sale sale : sales) {
      if (sale.concerns(name)) {
        demand = sale.appliedTo(demand);
        saleFactor = Math.max(saleFactor, sale.demandFactor());
      }
    }
    double peak = level * (1 + shape.amplitude()) * Math.max(1, shape.weekendFactor());
    int max = 2 + (int) Math.ceil(peak * saleFactor * courseFactor / 40);
    int initial = (int) Math.ceil(demand.at(start) / INITIAL_UTILIZATION);
    initial = Math.min(max, Math.max(1, initial));
    Duration bootDelay = Duration.ofSeconds(random.nextInt(60, 241));
    return new GroupSpecification(
        name,
        demand,
        new Sizing(1, max, initial, bootDelay, COOLDOWN),
        traffic(name, workload, random),
        new TreeMap<>(
            Map.of(
                FleetSpecification.MODE_TAG,
                mode.name().toLowerCase(Locale.ROOT),
                "service",
                workload.prefix())));
  }

  private static Traffic traffic(String name, Workload workload, SplittableRandom random) {
    double requests = random.nextDouble(20, 80);
    double bytesPerRequest = random.nextDouble(600, 2500);
    String id = String.format("%016x", random.nextLong());
    Optional<LoadBalancer> balancer =
        workload.loadBalanced()
            ? Optional.of(
                new LoadBalancer("targetgroup/" + name + "/" + id, "app/" + name + "/" + id))
            : Optional.empty();
    return new Traffic(requests, requests * bytesPerRequest, balancer);
  }
}
