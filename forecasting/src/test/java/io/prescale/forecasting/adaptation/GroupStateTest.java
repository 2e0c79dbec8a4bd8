package io.prescale.forecasting.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.forecast.Expert;
import io.prescale.domain.forecast.Forecast.Quantity;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.SeriesBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GroupStateTest {
  private static final int STEPS = Slots.SEQUENCE_LENGTH;
  private static final int HORIZONS = Slots.HORIZONS;
  private static final AutoregressionPrior NONE = AutoregressionPrior.none();

  private final GroupState state = GroupState.create(Quantity.CPU_UTILIZATION);
  private final double[] plain = new double[HORIZONS];
  private final double[] seasonal = new double[HORIZONS];

  @Test
  void aGroupIsKnownFromItsFirstFullSequenceOn() {
    double[] series = LinearWalk.secondOrder(STEPS, 1);
    GroupState slotBySlot = GroupState.create(Quantity.CPU_UTILIZATION);
    for (int index = 0; index < STEPS; index++) {
      slotBySlot.observe(SeriesBuilder.slot(index), series[index], NONE);
    }

    take(state, series, STEPS - 1);

    SameState.assertSame(state, slotBySlot);
    assertThat(state.scale.count).isEqualTo(STEPS);
  }

  @Test
  void aSequenceThatComesAgainIsTakenOnce() {
    double[] series = LinearWalk.secondOrder(400, 1);
    GroupState again = GroupState.create(Quantity.CPU_UTILIZATION);
    for (int index = STEPS - 1; index < series.length; index++) {
      forecast(state, series, index);
      forecast(again, series, index);
      forecast(again, series, index);
    }

    SameState.assertSame(again, state);
  }

  @Test
  void anOlderSequenceOnlyCorrectsWhatIsRemembered() {
    double[] series = LinearWalk.secondOrder(60, 1);
    take(state, series, 50);
    int count = state.scale.count;
    double mean = state.scale.mean;
    double[] corrected = series.clone();
    corrected[40] = 77;

    take(state, corrected, 45);

    assertThat(state.newestSlot).isEqualTo(SeriesBuilder.slot(50));
    assertThat(state.isNew(SeriesBuilder.slot(50))).isFalse();
    assertThat(state.scale.count).isEqualTo(count);
    assertThat(state.scale.mean).isEqualTo(mean);
    assertThat(state.seasonal.valueBefore(SeriesBuilder.slot(50), 10)).isEqualTo(77);
  }

  @Test
  void slotsOfAGapAreTakenFromTheSequenceBehindIt() {
    double[] series = LinearWalk.secondOrder(80, 1);
    GroupState whole = GroupState.create(Quantity.CPU_UTILIZATION);
    take(state, series, 30);
    take(whole, series, 30);
    for (int index = 31; index <= 44; index++) {
      take(whole, series, index);
    }

    take(state, series, 44);

    SameState.assertSame(state, whole);
  }

  @Test
  void slotsThatNobodyMeasuredAreForgotten() {
    double[] series = LinearWalk.secondOrder(600, 1);
    take(state, series, 30);
    take(state, series, 330);

    assertThat(state.scale.count).isEqualTo(2 * STEPS);
    assertThat(state.seasonal.valueBefore(SeriesBuilder.slot(330), 23)).isNotNaN();
    assertThat(state.seasonal.valueBefore(SeriesBuilder.slot(330), 24)).isNaN();
    assertThat(state.seasonal.valueBefore(SeriesBuilder.slot(330), 287)).isNaN();
  }

  @Test
  void aMissingValueTeachesNothingButTimePasses() {
    double[] series = LinearWalk.secondOrder(60, 1);
    series[45] = Double.NaN;
    take(state, series, 44);
    int count = state.scale.count;

    take(state, series, 45);

    assertThat(state.newestSlot).isEqualTo(SeriesBuilder.slot(45));
    assertThat(state.scale.count).isEqualTo(count);
  }

  @Test
  void anInfiniteValueCountsAsMissing() {
    double[] series = LinearWalk.secondOrder(60, 1);
    double[] missing = series.clone();
    series[45] = Double.POSITIVE_INFINITY;
    missing[45] = Double.NaN;
    GroupState other = GroupState.create(Quantity.CPU_UTILIZATION);
    for (int index = 30; index < 60; index++) {
      take(state, series, index);
      take(other, missing, index);
    }

    SameState.assertSame(state, other);
  }

  /** After a shift of the regime a linear forecast alone may run away. */
  @Property(tries = 60)
  void linearForecastsStayWithinWhatTheGroupHasShown(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] series = wild(random);
    GroupState group = GroupState.create(Quantity.CPU_UTILIZATION);
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int index = 0; index < series.length; index++) {
      lowest = Math.min(lowest, series[index]);
      highest = Math.max(highest, series[index]);
      group.observe(SeriesBuilder.slot(index), series[index], NONE);
      if (index >= STEPS - 1) {
        group.autoregress(window(series, index), NONE, plain, seasonal);
        double slack = 1e-9 * (1 + highest);
        for (int horizon = 0; horizon < HORIZONS; horizon++) {
          assertThat(series[index] + plain[horizon]).isBetween(lowest - slack, highest + slack);
          assertThat(series[index] + seasonal[horizon]).isBetween(lowest - slack, highest + slack);
        }
      }
    }
  }

  /** Growth without end, level shifts, bursts and flat stretches. */
  private static double[] wild(SplittableRandom random) {
    double[] series = new double[400];
    double value = 1;
    for (int index = 1; index < series.length; index++) {
      switch (random.nextInt(40)) {
        case 0 -> value = Math.pow(10, random.nextInt(-3, 9));
        case 1 -> value = 0;
        default -> value *= random.nextInt(3) == 0 ? 1 : 0.9 + 0.25 * random.nextDouble();
      }
      value = Math.min(value, 1e9);
      series[index] = value;
    }
    return series;
  }

  @Test
  void forecastsNoChangeWhereNoValueWasMeasured() {
    state.autoregress(new double[STEPS], NONE, plain, seasonal);

    assertThat(plain).containsOnly(0);
    assertThat(seasonal).containsOnly(0);
  }

  @Test
  void eachSlotIsScoredOnce() {
    mix(0, 40);
    state.realise(SeriesBuilder.slot(1), 50, "model-a");
    state.realise(SeriesBuilder.slot(1), 50, "model-a");

    assertThat(state.mix.scored[0]).isOne();
    assertThat(state.interval.seen[0]).isOne();
  }

  @Test
  void nothingIsScoredAgainstAMissingValue() {
    mix(0, 40);
    state.realise(SeriesBuilder.slot(1), Double.NaN, "model-a");
    state.realise(SeriesBuilder.slot(2), 50, "model-a");

    assertThat(state.mix.scored).startsWith(0, 1, 0);
    assertThat(state.interval.seen).startsWith(0, 1, 0);
  }

  @Test
  void anotherModelStartsAnewAndTheOtherExpertsKeepTheirStanding() {
    for (int slot = 0; slot < 40; slot++) {
      state.realise(SeriesBuilder.slot(slot), 50, "model-a");
      mix(slot, 90);
    }
    float persistence = error(Expert.PERSISTENCE);
    float network = error(Expert.NETWORK);
    int[] seen = state.interval.seen.clone();
    assertThat(network).isGreaterThan(persistence);

    state.realise(SeriesBuilder.slot(40), 50, "model-b");

    assertThat(error(Expert.NETWORK)).isEqualTo(persistence);
    assertThat(error(Expert.PERSISTENCE)).isEqualTo(persistence);
    assertThat(state.interval.seen).as("forecasts of the old model are void").isEqualTo(seen);
  }

  @Test
  void aStateWithoutValuesFollowsAnotherQuantityAtOnce() {
    assertThat(state.follows(Quantity.DEMAND)).isTrue();
    assertThat(state.quantity).isEqualTo(Quantity.DEMAND);
  }

  @Test
  void aKnownGroupFollowsAnotherQuantityAfterADayOfIt() {
    take(state, LinearWalk.secondOrder(STEPS, 1), STEPS - 1);
    for (int slot = 0; slot < GroupState.OTHER_QUANTITY_SLOTS; slot++) {
      assertThat(state.follows(Quantity.DEMAND)).as("slot %d", slot).isFalse();
    }
    assertThat(state.scale.count).isEqualTo(STEPS);

    assertThat(state.follows(Quantity.DEMAND)).isTrue();
    SameState.assertSame(state, GroupState.create(Quantity.DEMAND));
  }

  @Test
  void aDayOfAnotherQuantityMustBeInOnePiece() {
    take(state, LinearWalk.secondOrder(STEPS, 1), STEPS - 1);
    for (int slot = 0; slot < 200; slot++) {
      state.follows(Quantity.DEMAND);
    }
    assertThat(state.follows(Quantity.CPU_UTILIZATION)).isTrue();
    for (int slot = 0; slot < 200; slot++) {
      assertThat(state.follows(Quantity.DEMAND)).isFalse();
    }
  }

  private float error(Expert expert) {
    return state.mix.errors[expert.ordinal() * HORIZONS];
  }

  /** All experts but the network say 51. */
  private void mix(int slot, double network) {
    double[] experts = new double[Expert.COUNT * HORIZONS];
    Arrays.fill(experts, 51);
    Arrays.fill(experts, 0, HORIZONS, network);
    state.mix.mix(SeriesBuilder.slot(slot), 50, experts, new double[experts.length], plain);
  }

  private void forecast(GroupState group, double[] series, int index) {
    take(group, series, index);
    group.autoregress(window(series, index), NONE, plain, seasonal);
  }

  private static void take(GroupState group, double[] series, int newest) {
    group.take(SeriesBuilder.slot(newest), window(series, newest), NONE);
  }

  private static double[] window(double[] series, int newest) {
    return Arrays.copyOfRange(series, newest - STEPS + 1, newest + 1);
  }
}
