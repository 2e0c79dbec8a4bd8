package io.prescale.forecasting.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.forecast.Expert;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.SeriesBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ForecastMixTest {
  private static final int HORIZONS = Slots.HORIZONS;

  private final ForecastMix mix = ForecastMix.create();
  private final double[] weights = new double[Expert.COUNT * HORIZONS];
  private final double[] mixed = new double[HORIZONS];

  @Test
  void allHaveTheSameSayBeforeAnyForecastHasComeDue() {
    mix(0, 50, experts(50, 60, 70, 80, 90));

    assertThat(weights).containsOnly(0.2);
    assertThat(mixed).usingComparatorWithPrecision(1e-9).containsOnly(70);
    assertThat(mix.recentErrors()).containsOnly(Double.NaN);
    assertThat(mix.recentPersistenceErrors()).containsOnly(Double.NaN);
  }

  /** The trap of every online mix: an error of a forecast an hour ahead is known an hour later. */
  @Test
  void anErrorCountsOnlyWhenItsForecastHasComeDue() {
    mix(0, 50, experts(10, 50, 50, 50, 50));
    for (int slot = 1; slot <= HORIZONS; slot++) {
      realise(slot, 50);

      for (int horizon = 0; horizon < HORIZONS; horizon++) {
        boolean due = horizon < slot;
        assertThat(mix.scored[horizon])
            .as("slot %d, horizon %d", slot, horizon)
            .isEqualTo(due ? 1 : 0);
        assertThat(mix.recentErrors()[horizon])
            .as("slot %d, horizon %d: the mix was 42", slot, horizon)
            .isEqualTo(Double.valueOf(due ? 8 : Double.NaN));
      }
      assertWeightsDependOnScoredHorizonsOnly(slot);
    }
  }

  private void assertWeightsDependOnScoredHorizonsOnly(int slot) {
    double[] now = new double[weights.length];
    ForecastMix copy = copyOf(mix);
    copy.mix(SeriesBuilder.slot(slot), 50, experts(50, 50, 50, 50, 50), now, mixed);
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      if (horizon < slot) {
        assertThat(now[horizon]).as("network at a horizon that has come due").isLessThan(1e-6);
      } else {
        assertThat(now[horizon]).as("network at a horizon that has not").isEqualTo(0.2);
      }
    }
  }

  private static ForecastMix copyOf(ForecastMix mix) {
    ForecastMix copy = ForecastMix.create();
    copy.errors = mix.errors.clone();
    copy.scored = mix.scored.clone();
    copy.pending = mix.pending.clone();
    copy.pendingSlots = mix.pendingSlots.clone();
    return copy;
  }

  @Test
  void persistenceLeadsWhereTheNetworkIsBad() {
    play(0, 100, slot -> 50, experts(80, 50, 70, 65, 60));

    mix(100, 50, experts(80, 50, 70, 65, 60));
    assertThat(weightsOf(Expert.PERSISTENCE)).usingComparatorWithPrecision(1e-3).containsOnly(1);
    assertThat(mixed).usingComparatorWithPrecision(0.01).containsOnly(50);
  }

  @Test
  void theBestExpertLeadsAndACloseOneHelps() {
    play(0, 100, slot -> 50, experts(51, 55, 49, 55, 55));

    mix(100, 50, experts(51, 55, 49, 55, 55));
    assertThat(weightsOf(Expert.NETWORK)).usingComparatorWithPrecision(1e-3).containsOnly(0.5);
    assertThat(weightsOf(Expert.AUTOREGRESSION))
        .usingComparatorWithPrecision(1e-3)
        .containsOnly(0.5);
    assertThat(mixed).usingComparatorWithPrecision(0.01).containsOnly(50);
  }

  @Test
  void anExpertThatFailsIsOutWithinTheHour() {
    play(0, 600, slot -> 50, experts(50.5, 52, 52, 52, 52));
    mix(600, 50, experts(50.5, 52, 52, 52, 52));
    assertThat(weightsOf(Expert.NETWORK)).usingComparatorWithPrecision(0.01).containsOnly(1);

    play(600, 600 + 2 * HORIZONS, slot -> 50, experts(500, 52, 52, 52, 52));

    mix(600 + 2 * HORIZONS, 50, experts(500, 52, 52, 52, 52));
    assertThat(weightsOf(Expert.NETWORK))
        .as("12 failures at each horizon")
        .usingComparatorWithPrecision(1e-3)
        .containsOnly(0);
  }

  @Test
  void errorsAreWeightedExponentially() {
    double[] errors = {4, 0, 3, 7, 1, 2};
    double expected = 0;
    for (int slot = 0; slot < errors.length; slot++) {
      mix(slot, 50, experts(50, 50, 50, 50, 50));
      realise(slot + 1, 50 + errors[slot]);
      // A plain mean while there are few.
      double newest = Math.max(1 - Math.pow(0.5, 1.0 / 24), 1.0 / (slot + 1));
      expected += newest * (errors[slot] - expected);
    }

    assertThat(mix.recentErrors()[0]).isCloseTo(expected, within(1e-5));
    assertThat(mix.recentPersistenceErrors()[0]).isCloseTo(expected, within(1e-5));
  }

  @Test
  void anExpertWithoutAForecastHasNoSay() {
    double[] experts = experts(60, 50, 50, 50, 40);
    Arrays.fill(experts, HORIZONS, 4 * HORIZONS, Double.NaN);
    mix(0, 50, experts);

    assertThat(weightsOf(Expert.PERSISTENCE)).containsOnly(0d);
    assertThat(weightsOf(Expert.NETWORK)).containsOnly(0.5);
    assertThat(mixed).containsOnly(50);
  }

  @Test
  void oneExpertAloneIsTakenHoweverBadItWas() {
    double[] alone = experts(1e15, 0, 0, 0, 0);
    Arrays.fill(alone, HORIZONS, alone.length, Double.NaN);
    play(0, 50, slot -> 0, alone);

    mix(50, 0, alone);
    assertThat(weightsOf(Expert.NETWORK)).containsOnly(1d);
    assertThat(mixed).containsOnly(1e15);
  }

  @Test
  void aForecastFromBeforeAGapIsScoredForItsOwnSlotOnly() {
    mix(0, 50, experts(50, 50, 50, 50, 50));
    realise(13, 90);
    assertThat(mix.scored).as("13 slots later").containsOnly(0);

    realise(12, 90);
    assertThat(mix.scored).startsWith(0, 0).endsWith(1);
    assertThat(mix.recentErrors()[HORIZONS - 1]).isEqualTo(40);
  }

  @Test
  void aForecastMadeAgainReplacesTheFirst() {
    mix(0, 50, experts(90, 90, 90, 90, 90));
    mix(0, 50, experts(60, 60, 60, 60, 60));
    realise(1, 50);

    assertThat(mix.scored[0]).isOne();
    assertThat(mix.recentErrors()[0]).isEqualTo(10);
  }

  @Test
  void aNewModelStartsAsGoodAsTheBestExpert() {
    play(0, 100, slot -> 50, experts(90, 55, 51, 55, 55));
    mix(100, 50, experts(90, 55, 51, 55, 55));
    assertThat(weightsOf(Expert.NETWORK)).usingComparatorWithPrecision(1e-6).containsOnly(0);

    mix.forget(Expert.NETWORK);

    mix(101, 50, experts(50, 55, 51, 55, 55));
    assertThat(weightsOf(Expert.NETWORK)).usingComparatorWithPrecision(1e-4).containsOnly(0.5);
    assertThat(weightsOf(Expert.AUTOREGRESSION))
        .usingComparatorWithPrecision(1e-4)
        .containsOnly(0.5);
    int scored = mix.scored[5];
    realise(107, 50);
    assertThat(mix.scored[5]).as("the new model's own forecast").isEqualTo(scored + 1);
    realise(106, 50);
    assertThat(mix.scored[5]).as("forecasts of the old model are void").isEqualTo(scored + 1);
  }

  @Property(tries = 100)
  void weightsAreSharesWhateverTheValuesAre(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ForecastMix any = ForecastMix.create();
    for (int slot = 0; slot < 60; slot++) {
      double[] experts = new double[Expert.COUNT * HORIZONS];
      Arrays.setAll(experts, index -> value(random));
      double actual = value(random);
      any.realise(SeriesBuilder.slot(slot), actual);
      any.mix(SeriesBuilder.slot(slot), actual, experts, weights, mixed);

      for (int horizon = 0; horizon < HORIZONS; horizon++) {
        double sum = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int expert = 0; expert < Expert.COUNT; expert++) {
          assertThat(weights[expert * HORIZONS + horizon]).isBetween(0.0, 1.0);
          sum += weights[expert * HORIZONS + horizon];
          lowest = Math.min(lowest, experts[expert * HORIZONS + horizon]);
          highest = Math.max(highest, experts[expert * HORIZONS + horizon]);
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(mixed[horizon]).isBetween(lowest * (1 - 1e-9), highest * (1 + 1e-9));
      }
    }
  }

  private static double value(SplittableRandom random) {
    return random.nextInt(3) == 0 ? 0 : Math.pow(10, random.nextDouble() * 18 - 9);
  }

  /** The same experts from every slot on; afterwards every slot has its actual value. */
  private void play(int from, int to, IntToDoubleFunction actual, double[] experts) {
    for (int slot = from; slot < to; slot++) {
      realise(slot, actual.applyAsDouble(slot));
      mix(slot, actual.applyAsDouble(slot), experts);
    }
    realise(to, actual.applyAsDouble(to));
  }

  private void mix(int slot, double last, double[] experts) {
    mix.mix(SeriesBuilder.slot(slot), last, experts, weights, mixed);
  }

  private void realise(int slot, double actual) {
    mix.realise(SeriesBuilder.slot(slot), actual);
  }

  /** One value for each expert, the same at all horizons. */
  private static double[] experts(double... values) {
    double[] experts = new double[Expert.COUNT * HORIZONS];
    Arrays.setAll(experts, index -> values[index / HORIZONS]);
    return experts;
  }

  private double[] weightsOf(Expert expert) {
    int from = expert.ordinal() * HORIZONS;
    return Arrays.copyOfRange(weights, from, from + HORIZONS);
  }
}
