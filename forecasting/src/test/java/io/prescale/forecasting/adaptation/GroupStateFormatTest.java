package io.prescale.forecasting.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.forecast.Expert;
import io.prescale.domain.forecast.Forecast.Quantity;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.SeriesBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GroupStateFormatTest {
  private static final int STEPS = Slots.SEQUENCE_LENGTH;
  private static final AutoregressionPrior NONE = AutoregressionPrior.none();

  private final double[] series = LinearWalk.secondOrder(900, 5);
  private final GroupState state = learned(series.length - 100);

  @Test
  void keepsWhatLasts() {
    GroupState copy = GroupStateFormat.copy(state);

    assertThat(copy.quantity).isEqualTo(state.quantity);
    assertThat(copy.newestSlot).isEqualTo(state.newestSlot);
    assertThat(copy.modelHash).isEqualTo(state.modelHash);
    assertThat(copy.seasonal.slotMeans).isEqualTo(state.seasonal.slotMeans);
    assertThat(copy.seasonal.differences).isEqualTo(state.seasonal.differences);
    assertThat(copy.scale.mean).isEqualTo((float) state.scale.mean);
    assertThat(copy.scale.lowest).isEqualTo((float) state.scale.lowest);
    assertThat(copy.scale.count).isEqualTo(state.scale.count);
    assertThat(copy.autoregression.forecasts).isEqualTo(state.autoregression.forecasts);
    assertThat(copy.autoregression.seasonalCoefficients)
        .isEqualTo(state.autoregression.seasonalCoefficients);
    assertThat(copy.mix.errors).isEqualTo(state.mix.errors);
    assertThat(copy.mix.scored).isEqualTo(state.mix.scored);
    assertThat(copy.interval.above).isEqualTo(state.interval.above);
    assertThat(copy.interval.sizes).isEqualTo(state.interval.sizes);
  }

  @Test
  void aCopyOfACopyIsTheSame() throws IOException {
    byte[] once = bytes(GroupStateFormat.copy(state));

    assertThat(bytes(GroupStateFormat.copy(GroupStateFormat.copy(state)))).isEqualTo(once);
    assertThat(once.length).as("bytes of a group in a bundle").isBetween(10_000, 12_000);
  }

  @Test
  void leavesOutTheLastDayAndForecastsThatArePending() {
    GroupState copy = GroupStateFormat.copy(state);

    assertThat(copy.seasonal.lastDay).containsOnly(Float.NaN);
    assertThat(copy.mix.pendingSlots).containsOnly(0);
    assertThat(copy.autoregression.pendingSlots).containsOnly(0);
  }

  /** As a group that is met again the day after: both know of the new day, and nothing is due. */
  @Test
  void forecastsAfterADayAsTheStateThatItWasTakenOf() {
    GroupState copy = GroupStateFormat.copy(state);
    double[] values = Arrays.copyOfRange(series, series.length - STEPS, series.length);
    long later = state.newestSlot + 400 * Slots.MILLIS;
    double[][] forecasts = new double[4][Slots.HORIZONS];
    state.take(later, values, NONE);
    copy.take(later, values, NONE);

    state.autoregress(values, NONE, forecasts[0], forecasts[1]);
    copy.autoregress(values, NONE, forecasts[2], forecasts[3]);

    assertThat(forecasts[2]).usingComparatorWithPrecision(1e-3).containsExactly(forecasts[0]);
    assertThat(forecasts[3]).usingComparatorWithPrecision(1e-3).containsExactly(forecasts[1]);
  }

  @Test
  void keepsAStateThatKnowsNothing() {
    GroupState empty = GroupState.create(Quantity.DEMAND);

    SameState.assertSame(GroupStateFormat.copy(empty), empty);
  }

  @Test
  void refusesBytesThatEndTooEarly() throws IOException {
    byte[] bytes = bytes(state);
    for (int length = 0; length < bytes.length; length += length < 50 ? 1 : 37) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(truncated))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesAQuantityOfAnotherVersion() throws IOException {
    byte[] bytes = bytes(state);
    bytes[0] = 7;

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("quantity of number 7");
  }

  @Test
  void refusesAUnitThatDividesByNothing() {
    assertRefused(changed -> changed.autoregression.unit = 0, "unit of 0.0");
    assertRefused(changed -> changed.autoregression.unit = Double.NaN, "unit of NaN");
    assertRefused(
        changed -> changed.autoregression.unit = Double.POSITIVE_INFINITY, "unit of Infinity");
  }

  @Test
  void refusesNumbersThatAreNone() {
    assertRefused(changed -> changed.scale.mean = Double.NaN, "not a finite number");
    assertRefused(changed -> changed.scale.changeSquares[3] = 1e300, "not a finite number");
    assertRefused(changed -> changed.autoregression.products[7] = Double.NaN, "finite number");
    assertRefused(changed -> changed.autoregression.weight = Double.NaN, "finite number");
    assertRefused(
        changed -> changed.autoregression.plainCoefficients[0] = Float.NaN, "finite number");
    assertRefused(changed -> changed.mix.errors[0] = Float.NEGATIVE_INFINITY, "finite number");
    assertRefused(changed -> changed.interval.above[0] = Float.NaN, "finite number");
    assertRefused(changed -> changed.interval.usualRestlessness = Float.NaN, "finite number");
    assertRefused(
        changed -> changed.seasonal.slotMeans[0] = Float.POSITIVE_INFINITY, "is infinite");
  }

  @Test
  void readsOrRefusesWhateverTheBytesAre() throws IOException {
    byte[] bytes = bytes(state);
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int trial = 0; trial < 2_000; trial++) {
      byte[] damaged = bytes.clone();
      int at = random.nextInt(damaged.length - 4);
      ByteBuffer.wrap(damaged).putInt(at, trial % 3 == 0 ? -1 : random.nextInt());
      try {
        read(damaged);
      } catch (IOException e) {
        assertThat(e).hasMessageMatching(".+");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private void assertRefused(Consumer<GroupState> change, String message) {
    GroupState changed = learned(300);
    change.accept(changed);
    assertThatThrownBy(() -> read(bytes(changed)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  private GroupState learned(int slots) {
    GroupState group = GroupState.create(Quantity.CPU_UTILIZATION);
    double[] plain = new double[Slots.HORIZONS];
    double[] seasonal = new double[Slots.HORIZONS];
    double[] experts = new double[Expert.COUNT * Slots.HORIZONS];
    double[] expected = new double[Slots.HORIZONS];
    Arrays.fill(expected, 1);
    for (int index = STEPS - 1; index < slots; index++) {
      long slot = SeriesBuilder.slot(index);
      double[] values = Arrays.copyOfRange(series, index - STEPS + 1, index + 1);
      group.take(slot, values, NONE);
      group.autoregress(values, NONE, plain, seasonal);
      group.realise(slot, series[index], "model");
      Arrays.setAll(experts, at -> values[STEPS - 1] + plain[at % Slots.HORIZONS]);
      group.mix.mix(slot, values[STEPS - 1], experts, new double[experts.length], plain);
      group.interval.bounds(slot, 2, expected, plain, seasonal);
    }
    return group;
  }

  private static byte[] bytes(GroupState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GroupStateFormat.write(state, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static GroupState read(byte[] bytes) throws IOException {
    return GroupStateFormat.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
