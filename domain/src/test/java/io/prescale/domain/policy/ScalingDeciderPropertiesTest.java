package io.prescale.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What must hold whatever happens. Each run plays a random group through random slots, some with
 * gaps, nonsense, calendar events and a capacity that does or does not follow the commands.
 */
class ScalingDeciderPropertiesTest {
  /** Exact, and NaN is the same as NaN. */
  private static final BiPredicate<Double, Double> SAME_NUMBER =
      (left, right) -> Double.compare(left, right) == 0;

  private static final int RUNS = 400;

  @Property(tries = RUNS)
  void aCommandStaysWithinTheSizesAndStepsOfTheGroup(@ForAll long seed) {
    for (Step step : new Play(seed).run(40)) {
      ScalingDecision decision = step.decision;
      AutoScalingGroup group = step.group;
      if (decision.action == ScalingAction.HOLD) {
        assertThat(decision.desiredCapacity).isEqualTo(decision.currentCapacity);
        continue;
      }
      assertThat(decision.desiredCapacity).isBetween(group.minSize, group.maxSize);
      assertThat(decision.currentCapacity - decision.desiredCapacity)
          .isLessThanOrEqualTo(mostIn(decision.currentCapacity, group));
      int floor = Arrays.stream(step.input.sequence.calendar.minCapacity).max().orElse(0);
      assertThat(decision.desiredCapacity)
          .isLessThanOrEqualTo(
              Math.max(
                  decision.currentCapacity + mostOut(decision.currentCapacity, group),
                  Math.max(floor, group.minSize)));
    }
  }

  private static int mostIn(int capacity, AutoScalingGroup group) {
    int step = group.settings.maxScaleInStep;
    return step == 0 ? 0 : Math.max(step, capacity * group.settings.maxScaleInPercent / 100);
  }

  private static int mostOut(int capacity, AutoScalingGroup group) {
    return Math.max(
        group.settings.maxScaleOutStep, capacity * group.settings.maxScaleOutPercent / 100);
  }

  @Property(tries = RUNS)
  void theActionFitsTheCapacities(@ForAll long seed) {
    for (Step step : new Play(seed).run(40)) {
      assertThat(Integer.signum(step.decision.desiredCapacity - step.decision.currentCapacity))
          .isEqualTo(
              step.decision.action == ScalingAction.SCALE_OUT
                  ? 1
                  : step.decision.action == ScalingAction.SCALE_IN ? -1 : 0);
      assertThat(step.decision.reason).isNotNull();
      assertThat(step.decision.reason.explanation()).isNotBlank();
      // A listed guardrail changed something, so each does so once.
      assertThat(step.decision.guardrails).doesNotHaveDuplicates().isSorted();
    }
  }

  @Property(tries = RUNS)
  void doubtfulDataNeverScalesIn(@ForAll long seed, @ForAll @IntRange(min = 0, max = 4) int doubt) {
    Play play = new Play(seed);
    play.run(new Random(seed).nextInt(30));
    play.next();
    makeDoubtful(play.sequence, doubt);

    assertThat(play.decide().decision.action).isNotEqualTo(ScalingAction.SCALE_IN);
  }

  @Property(tries = RUNS)
  void aFreezeNeverScalesIn(@ForAll long seed) {
    Play play = new Play(seed);
    play.run(20);
    play.next();
    play.sequence.calendar.freezeScaleIn[0] = true;

    assertThat(play.decide().decision.action).isNotEqualTo(ScalingAction.SCALE_IN);
  }

  @Property(tries = RUNS)
  void scaleInsKeepTheirDistance(@ForAll long seed) {
    long last = Long.MIN_VALUE / 2;
    for (Step step : new Play(seed).run(60)) {
      if (step.decision.action == ScalingAction.SCALE_IN) {
        assertThat(step.decision.slotEnd - last)
            .isGreaterThanOrEqualTo(step.group.settings.scaleInCooldownSeconds * 1000L);
      }
      if (step.decision.isCommand()) {
        last = step.decision.slotEnd;
      }
    }
  }

  @Property(tries = RUNS)
  void theSameInputGivesTheSameDecisionsToTheLastByte(@ForAll long seed) {
    assertThat(lines(new Play(seed).run(30))).isEqualTo(lines(new Play(seed).run(30)));
  }

  @Property(tries = RUNS)
  void observeAndEnforceDecideTheSameFromTheSameState(@ForAll long seed) {
    Play observe = new Play(seed);
    Play enforce = new Play(seed);
    observe.run(20);
    enforce.run(20);
    observe.next();
    enforce.next();
    observe.group.mode = ScalingMode.OBSERVE;
    enforce.group.mode = ScalingMode.ENFORCE;

    ScalingDecision observed = observe.decide().decision;
    ScalingDecision enforced = enforce.decide().decision;
    enforced.mode = ScalingMode.OBSERVE;
    assertThat(observed)
        .usingRecursiveComparison()
        .withEqualsForType(SAME_NUMBER, Double.class)
        .isEqualTo(enforced);
  }

  @Property(tries = RUNS)
  void observedCpuAboveTheThresholdNeverScalesIn(@ForAll long seed) {
    Play play = new Play(seed);
    play.run(20);
    play.next();
    play.sequence.cpuUtilization[Slots.SEQUENCE_LENGTH - 1] = 70.1;

    assertThat(play.decide().decision.action).isNotEqualTo(ScalingAction.SCALE_IN);
  }

  private static void makeDoubtful(GroupSequence sequence, int doubt) {
    int newest = Slots.SEQUENCE_LENGTH - 1;
    switch (doubt) {
      case 0 -> sequence.cpuUtilization[newest] = Double.NaN;
      case 1 -> sequence.cpuUtilization[newest] = 0;
      case 2 -> sequence.states[newest] = (byte) SampleState.FILLED.ordinal();
      case 3 -> sequence.states[newest] = (byte) SampleState.EMPTY.ordinal();
      default -> sequence.cpuUtilization[newest] = -1;
    }
  }

  private static List<String> lines(List<Step> steps) {
    DecisionJson json = new DecisionJson();
    return steps.stream().map(step -> json.write(step.decision)).toList();
  }

  private record Step(AutoScalingGroup group, ForecastedSequence input, ScalingDecision decision) {}

  /** A random but repeatable run of slots. */
  private static final class Play {
    private final Random random;
    private final ScalingDecider decider = new ScalingDecider();
    private final ScalingHistory history = new ScalingHistory();
    private final AutoScalingGroup group = new AutoScalingGroup();
    private GroupSequence sequence = GroupSequence.empty("web", Scenario.START);
    private Forecast forecast;
    private int capacity;
    private int commanded;

    private Play(long seed) {
      random = new Random(seed);
      group.name = "web";
      group.mode = random.nextBoolean() ? ScalingMode.ENFORCE : ScalingMode.OBSERVE;
      group.minSize = random.nextInt(4);
      group.maxSize = group.minSize + random.nextInt(20);
      group.settings.policy = random.nextBoolean() ? PolicyType.STEP : PolicyType.TARGET;
      group.settings.maxScaleInStep = random.nextInt(4);
      group.settings.maxScaleOutStep = 1 + random.nextInt(6);
      group.settings.scaleInCooldownSeconds = random.nextInt(1200);
      group.settings.maxScaleInPercent = random.nextInt(51);
      group.settings.maxScaleOutPercent = random.nextInt(101);
      group.settings.decisionDelaySeconds = random.nextInt(600);
      group.settings.scaleOutCooldownSeconds = random.nextInt(600);
      group.settings.instanceWarmupSeconds = random.nextInt(3300);
      group.settings.scaleInStabilizationSlots = 1 + random.nextInt(6);
      capacity = random.nextInt(group.maxSize + 2);
      commanded = capacity;
    }

    private List<Step> run(int slots) {
      List<Step> steps = new ArrayList<>();
      for (int slot = 0; slot < slots; slot++) {
        next();
        steps.add(decide());
      }
      return steps;
    }

    private void next() {
      if (random.nextInt(3) > 0) {
        capacity = commanded;
      } else if (random.nextInt(20) == 0) {
        capacity = random.nextInt(group.maxSize + 2);
        commanded = capacity;
      }
      long slot = sequence.slotStart + Slots.MILLIS * (random.nextInt(15) == 0 ? 3 : 1);
      sequence = GroupSequence.empty("web", slot);
      for (int step = 0; step < Slots.SEQUENCE_LENGTH; step++) {
        sequence.cpuUtilization[step] = cpu();
        sequence.states[step] = (byte) (random.nextInt(12) == 0 ? 2 : 1);
        sequence.inServiceInstances[step] = random.nextInt(5) == 0 ? Double.NaN : capacity;
      }
      group.desiredCapacity = capacity;
      sequence.desiredCapacity = random.nextInt(3) == 0 ? Double.NaN : capacity;
      sequence.calendar = calendar();
      forecast = random.nextInt(6) == 0 ? null : forecast();
    }

    private Step decide() {
      ForecastedSequence input =
          forecast == null
              ? ForecastedSequence.without(sequence, ForecastedSequence.Unavailable.NO_MODEL)
              : ForecastedSequence.of(sequence, forecast);
      ScalingDecision decision = decider.decide(group, input, history);
      commanded = decision.desiredCapacity;
      return new Step(group, input, decision);
    }

    private double cpu() {
      return switch (random.nextInt(12)) {
        case 0 -> 0;
        case 1 -> 100;
        case 2 -> Double.NaN;
        default -> random.nextDouble() * 40;
      };
    }

    private CalendarContext calendar() {
      CalendarContext calendar = CalendarContext.none();
      if (random.nextInt(6) == 0) {
        calendar.minCapacity[random.nextInt(Slots.HORIZONS)] = random.nextInt(30);
        calendar.freezeScaleIn[random.nextInt(Slots.HORIZONS + 1)] = true;
        calendar.eventIds = new String[] {"event"};
      }
      return calendar;
    }

    private Forecast forecast() {
      boolean demand = random.nextBoolean();
      double scale = demand ? 60.0 * Math.max(1, capacity) : 60;
      double[] expected = new double[Slots.HORIZONS];
      double[] upper = new double[Slots.HORIZONS];
      for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
        expected[horizon] = random.nextInt(100) == 0 ? Double.NaN : random.nextDouble() * scale;
        upper[horizon] = expected[horizon] * (1 + random.nextDouble());
      }
      Forecast result =
          new Forecast(
              "model",
              demand ? Forecast.Quantity.DEMAND : Forecast.Quantity.CPU_UTILIZATION,
              expected,
              expected.clone(),
              upper);
      result.recentErrors = random.doubles(Slots.HORIZONS, 0, scale).toArray();
      result.recentPersistenceErrors = random.doubles(Slots.HORIZONS, 0, scale).toArray();
      result.scored = random.ints(Slots.HORIZONS, 0, 24).toArray();
      return result;
    }
  }
}
