package io.prescale.forecasting.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.forecasting.SeriesBuilder;
import org.junit.jupiter.api.Test;

class SeasonalMemoryTest {
  private static final int DAY = SeasonalMemory.SLOTS_OF_DAY;

  private final SeasonalMemory memory = SeasonalMemory.create();

  @Test
  void tellsYesterdayAndTheUsualBeforeItTakesToday() {
    observe(0, 10);
    observe(DAY, 20);

    assertThat(memory.yesterday).isEqualTo(10);
    assertThat(memory.usual).isEqualTo(10);

    observe(2 * DAY, 40);
    assertThat(memory.yesterday).isEqualTo(20);
    assertThat(memory.usual).isCloseTo(0.7f * 10 + 0.3f * 20, within(1e-6f));
  }

  @Test
  void knowsTheSameSlotsOfTheHourAheadAndTheValuesBefore() {
    for (int index = 0; index < DAY; index++) {
      observe(index, index);
    }
    long newest = SeriesBuilder.slot(DAY - 1);

    assertThat(memory.yesterdayAhead(newest, 1)).isZero();
    assertThat(memory.yesterdayAhead(newest, 12)).isEqualTo(11);
    assertThat(memory.usualAhead(newest, 3)).isEqualTo(2);
    assertThat(memory.valueBefore(newest, 0)).isEqualTo(DAY - 1);
    assertThat(memory.valueBefore(newest, 12)).isEqualTo(DAY - 13);
  }

  @Test
  void remembersNothingOfSlotsThatWerePassedOver() {
    for (int index = 0; index < DAY; index++) {
      observe(index, 5);
    }
    memory.skip(SeriesBuilder.slot(DAY), SeriesBuilder.slot(DAY + 9));
    observe(DAY + 10, 5);

    assertThat(memory.yesterday).isEqualTo(5);
    assertThat(memory.valueBefore(SeriesBuilder.slot(DAY + 10), 1)).isNaN();
    assertThat(memory.valueBefore(SeriesBuilder.slot(DAY + 10), 10)).isNaN();
    assertThat(memory.valueBefore(SeriesBuilder.slot(DAY + 10), 11)).isEqualTo(5);
    assertThat(memory.usualAhead(SeriesBuilder.slot(DAY - 1), 1)).as("means stay").isEqualTo(5);
  }

  @Test
  void forgetsTheWholeDayInAGapOfYears() {
    for (int index = 0; index < DAY; index++) {
      observe(index, 5);
    }
    memory.skip(SeriesBuilder.slot(DAY), SeriesBuilder.slot(1000 * DAY));

    assertThat(memory.lastDay).containsOnly(Float.NaN);
  }

  @Test
  void aMissingValueLeavesTheMeansAlone() {
    observe(0, 10);
    observe(DAY, Double.NaN);

    assertThat(memory.usualAhead(SeriesBuilder.slot(DAY - 1), 1)).isEqualTo(10);
    assertThat(memory.yesterdayAhead(SeriesBuilder.slot(DAY - 1), 1)).isNaN();
  }

  @Test
  void correctsAValueOfTheLastDay() {
    observe(0, 10);
    observe(1, 11);
    memory.revise(SeriesBuilder.slot(0), 7);

    assertThat(memory.valueBefore(SeriesBuilder.slot(1), 1)).isEqualTo(7);
  }

  @Test
  void measuresHowLikeYesterdayAndTheHourBeforeItIs() {
    for (int index = 0; index < 2 * DAY; index++) {
      observe(index, index < DAY ? 10 : 13);
    }

    assertThat(memory.differences[0]).as("to the day before, hours").isEqualTo(3);
    assertThat(memory.differences[1]).as("to the day before, a day").isEqualTo(3);
    assertThat(memory.differences[4]).as("to the hour before").isLessThan(0.01f);
  }

  private void observe(int index, double value) {
    memory.observe(SeriesBuilder.slot(index), value);
  }
}
