package io.prescale.forecasting.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.SeriesBuilder;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IntervalTrackerTest {
  private static final int HORIZONS = Slots.HORIZONS;
  private static final int WEEK = 2016;

  private final double[] lower = new double[HORIZONS];
  private final double[] upper = new double[HORIZONS];

  @Test
  void startsWithWhatIsExpectedOfANewGroup() {
    IntervalTracker tracker = IntervalTracker.create();
    double[] expected = new double[HORIZONS];
    Arrays.fill(expected, tracker.sizeOf(30));

    tracker.bounds(SeriesBuilder.slot(0), 2, expected, lower, upper);

    assertThat(lower).usingComparatorWithPrecision(1e-6).containsOnly(15);
    assertThat(upper).usingComparatorWithPrecision(1e-6).containsOnly(15);
  }

  @Test
  void coversNineOfTenNormalResiduals() {
    Random random = new Random(1);
    Coverage coverage = walk(3 * WEEK, WEEK, slot -> 4 * random.nextGaussian(), slot -> 1);

    assertThat(coverage.inside()).isCloseTo(0.9, within(0.015));
    assertThat(coverage.below()).isCloseTo(0.05, within(0.012));
    assertThat(coverage.above()).isCloseTo(0.05, within(0.012));
    // The 5 % quantile of the normal distribution is at 1.645 standard deviations.
    assertThat(coverage.width()).isCloseTo(2 * 1.645 * 4, within(2.0));
  }

  @Test
  void coversResidualsWithHeavyTails() {
    Random random = new Random(2);
    IntToDoubleFunction laplace =
        slot -> Math.signum(random.nextDouble() - 0.5) * Math.log(1 - random.nextDouble()) * 3;

    assertThat(walk(3 * WEEK, WEEK, laplace, slot -> 1).inside()).isCloseTo(0.9, within(0.02));
  }

  @Test
  void isAsLopsidedAsTheResiduals() {
    Random random = new Random(3);
    IntToDoubleFunction skewed = slot -> -Math.log(1 - random.nextDouble()) - 1;
    Coverage coverage = walk(4 * WEEK, 2 * WEEK, skewed, slot -> 1);

    assertThat(coverage.below()).isCloseTo(0.05, within(0.02));
    assertThat(coverage.above()).isCloseTo(0.05, within(0.02));
    assertThat(coverage.widthAbove).isGreaterThan(1.5 * coverage.widthBelow);
  }

  @Test
  void keepsItsCoverageWhereResidualsBecomeFiveTimesAsLargeAndSmallAgain() {
    Random random = new Random(4);
    IntToDoubleFunction changing =
        slot -> (slot / 500 % 2 == 0 ? 1 : 5) * 3 * random.nextGaussian();
    Coverage coverage = walk(4 * WEEK, WEEK, changing, slot -> 1);

    assertThat(coverage.inside()).isBetween(0.87, 0.94);
    assertThat(coverage.worstDay).as("the day of a change is the worst").isGreaterThan(0.7);
  }

  @Test
  void isWiderWhereTheGroupIsRestless() {
    Random random = new Random(5);
    IntToDoubleFunction restlessness = slot -> slot / 100 % 2 == 0 ? 1 : 16;
    Coverage coverage =
        walk(
            3 * WEEK,
            WEEK,
            slot -> 3 * random.nextGaussian() * Math.sqrt(restlessness.applyAsDouble(slot)),
            restlessness);

    assertThat(coverage.inside()).isCloseTo(0.9, within(0.03));
    assertThat(coverage.restless.getAverage()).isGreaterThan(2 * coverage.calm.getAverage());
  }

  @Test
  void isNarrowAfterAWeekWithoutResiduals() {
    Coverage coverage = walk(2 * WEEK, WEEK, slot -> 0, slot -> 0);

    assertThat(coverage.width()).isLessThan(0.01);
    assertThat(coverage.inside()).isEqualTo(1);
  }

  @Property(tries = 100)
  void widthsAreFiniteAndNeverNegative(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double largest = Math.pow(10, random.nextInt(-6, 10));
    IntervalTracker tracker = IntervalTracker.create();
    double[] expected = new double[HORIZONS];
    Arrays.fill(expected, random.nextDouble() * largest);
    for (int slot = 0; slot < 300; slot++) {
      for (int horizon = 0; horizon < HORIZONS; horizon++) {
        double residual = random.nextInt(4) == 0 ? 0 : random.nextDouble(-largest, 3 * largest);
        tracker.realise(SeriesBuilder.slot(slot), horizon, residual);
      }
      double restlessness = random.nextInt(3) == 0 ? 0 : random.nextDouble() * largest;
      tracker.bounds(SeriesBuilder.slot(slot), restlessness, expected, lower, upper);

      for (int horizon = 0; horizon < HORIZONS; horizon++) {
        assertThat(lower[horizon]).isFinite().isNotNegative();
        assertThat(upper[horizon]).isFinite().isNotNegative();
      }
    }
  }

  @Test
  void aSlotThatComesAgainCountsOnce() {
    IntervalTracker once = IntervalTracker.create();
    IntervalTracker again = IntervalTracker.create();
    double[] expected = new double[HORIZONS];
    Arrays.fill(expected, 1);
    for (int slot = 0; slot < 20; slot++) {
      once.bounds(SeriesBuilder.slot(slot), slot % 3, expected, lower, upper);
      again.bounds(SeriesBuilder.slot(slot), slot % 3, expected, lower, upper);
      again.bounds(SeriesBuilder.slot(slot), slot % 3, expected, lower, upper);
    }

    SameState.assertSame(again, once);
  }

  /**
   * Lets residuals come due as they do live, for each horizon as many slots later; each is drawn
   * for the slot in which its forecast was made.
   */
  private static Coverage walk(
      int slots, int warmUp, IntToDoubleFunction residuals, IntToDoubleFunction restlessness) {
    IntervalTracker tracker = IntervalTracker.create();
    double[][] lower = new double[slots][HORIZONS];
    double[][] upper = new double[slots][HORIZONS];
    double[][] drawn = new double[slots][HORIZONS];
    double[] expected = new double[HORIZONS];
    Arrays.fill(expected, 1);
    Coverage coverage = new Coverage();
    for (int slot = 0; slot < slots; slot++) {
      for (int horizon = 0; horizon < Math.min(slot, HORIZONS); horizon++) {
        int origin = slot - horizon - 1;
        double residual = drawn[origin][horizon];
        tracker.realise(SeriesBuilder.slot(slot), horizon, residual);
        if (slot >= warmUp) {
          boolean restless = restlessness.applyAsDouble(origin) > 1;
          coverage.add(residual, lower[origin][horizon], upper[origin][horizon], restless);
        }
      }
      for (int horizon = 0; horizon < HORIZONS; horizon++) {
        drawn[slot][horizon] = residuals.applyAsDouble(slot);
      }
      double now = restlessness.applyAsDouble(slot);
      tracker.bounds(SeriesBuilder.slot(slot), now, expected, lower[slot], upper[slot]);
    }
    return coverage;
  }

  /** What intervals held, over all horizons. */
  private static final class Coverage {
    private static final int DAY = 288 * HORIZONS;

    private int count;
    private int below;
    private int above;
    private double widthBelow;
    private double widthAbove;
    private int insideToday;
    private double worstDay = 1;
    private final DoubleSummaryStatistics calm = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics restless = new DoubleSummaryStatistics();

    void add(double residual, double lower, double upper, boolean isRestless) {
      count++;
      below += residual < -lower ? 1 : 0;
      above += residual > upper ? 1 : 0;
      widthBelow += lower;
      widthAbove += upper;
      (isRestless ? restless : calm).accept(lower + upper);
      insideToday += residual < -lower || residual > upper ? 0 : 1;
      if (count % DAY == 0) {
        worstDay = Math.min(worstDay, (double) insideToday / DAY);
        insideToday = 0;
      }
    }

    double below() {
      return (double) below / count;
    }

    double above() {
      return (double) above / count;
    }

    double inside() {
      return 1 - below() - above();
    }

    double width() {
      return (widthBelow + widthAbove) / count;
    }
  }
}
