package io.prescale.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.sample.SampleWindow;
import io.prescale.forecasting.features.FeatureBatch;
import io.prescale.forecasting.features.FeatureExtractor;
import io.prescale.forecasting.history.HistorySeries;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TimelineTest {
  /** Short gaps, a gap of exactly the longest length, longer ones, gaps close to each other. */
  private static final IntToDoubleFunction WITH_GAPS =
      slot -> {
        boolean missing =
            slot == 30
                || (slot >= 60 && slot < 63)
                || (slot >= 100 && slot < 104)
                || slot == 140
                || slot == 142
                || (slot >= 200 && slot < 260);
        return missing ? Double.NaN : 30 + 20 * Math.sin(slot / 9.0);
      };

  /** Training must see what the job sees. */
  @Test
  void cutsOutTheSequencesThatASampleWindowGives() {
    HistorySeries series = SeriesBuilder.cpu("web", 400, WITH_GAPS).build();
    Timeline timeline = Timeline.of(series);
    SampleWindow window = SampleWindow.create();
    int index = -1;
    int complete = 0;
    for (Sample sample : series.samples()) {
      index += 1 + window.fillableGapBefore(sample.slotStart());
      window.upsert(sample);
      GroupSequence expected = window.toSequence("web", CalendarContext.none());

      assertThat(timeline.slotAt(index)).isEqualTo(sample.slotStart());
      assertThat(timeline.hasSequenceAt(index)).isEqualTo(expected.isComplete());
      if (expected.isComplete()) {
        complete++;
        assertThat(timeline.sequenceAt(index))
            .usingRecursiveComparison()
            .withEqualsForType((left, right) -> left.compareTo(right) == 0, Double.class)
            .isEqualTo(expected);
      }
    }
    assertThat(timeline.length()).isEqualTo(index + 1);
    assertThat(complete).isGreaterThan(200);
  }

  @Test
  void changingTheFutureChangesNoFeature() {
    int newest = 150;
    IntToDoubleFunction past = slot -> 40 + 10 * Math.sin(slot / 5.0);
    HistorySeries one = SeriesBuilder.cpu("web", 300, past).build();
    HistorySeries other =
        SeriesBuilder.cpu("web", 300, slot -> slot <= newest ? past.applyAsDouble(slot) : 99)
            .build();

    assertThat(features(other, newest)).isEqualTo(features(one, newest));
    assertThat(features(other, newest + 1)).isNotEqualTo(features(one, newest + 1));
  }

  @Test
  void knowsWhatCameAfterwardsOnlyWhereItWasMeasured() {
    Timeline timeline = Timeline.of(SeriesBuilder.cpu("web", 120, WITH_GAPS).build());
    Forecast.Quantity cpu = Forecast.Quantity.CPU_UTILIZATION;

    assertThat(timeline.valueAfter(28, 1, cpu)).isNotNaN();
    assertThat(timeline.valueAfter(28, 2, cpu)).as("filled").isNaN();
    assertThat(timeline.valueAfter(28, 3, cpu)).isNotNaN();
    assertThat(timeline.valueAfter(99, 1, cpu)).as("behind a long gap").isNaN();
    assertThat(timeline.valueAfter(timeline.length() - 1, 1, cpu)).as("behind the end").isNaN();
  }

  @Test
  void measuresDemandWhereInstancesAreKnown() {
    Timeline timeline =
        Timeline.of(SeriesBuilder.demand("web", 60, slot -> 50, slot -> slot < 40 ? 2 : 0).build());

    assertThat(timeline.valueAfter(30, 1, Forecast.Quantity.DEMAND)).isEqualTo(100);
    assertThat(timeline.valueAfter(39, 1, Forecast.Quantity.DEMAND)).isNaN();
  }

  private static float[] features(HistorySeries series, int newest) {
    FeatureExtractor extractor = new FeatureExtractor();
    FeatureBatch batch = new FeatureBatch(extractor.schema(), 1);
    extractor.extract(Timeline.of(series).sequenceAt(newest), batch);
    return Arrays.copyOf(batch.sequenceInputs(), batch.schema().sequenceSize());
  }
}
