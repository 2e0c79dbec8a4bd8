package io.prescale.forecasting.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.SequenceBuilder;
import io.prescale.forecasting.SeriesBuilder;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaticFeaturesTest {
  private static final int DAY = 288;
  private static final AutoregressionPrior NONE = AutoregressionPrior.none();
  private static final FeatureSchema COMPLETE = FeatureSchema.complete();

  @Test
  void describesTheGroupAndItsSequence() {
    // Mean 50, deviation 10, changes of 20 over one and over three slots.
    Extraction features =
        Extraction.of(SequenceBuilder.cpu(step -> step % 2 == 0 ? 40 : 60).build());

    assertThat(features.of("level")).isCloseTo(0.5, within(1e-6));
    assertThat(features.of("smoothness")).isCloseTo(0, within(1e-6));
    assertThat(features.of("relative_level")).isCloseTo(Math.log(3.5), within(1e-6));
    assertThat(features.of("restlessness")).isCloseTo(Math.log(1.05), within(1e-6));
    assertThat(features.of("experience")).isCloseTo(24.0 / 4032, within(1e-7));
  }

  @Test
  void tellsYesterdayAndTheUsualCourseOfTheHourAhead() {
    double[] series = new double[2 * DAY + 100];
    for (int index = 0; index < series.length; index++) {
      series[index] = 40 + index % 13 + 10 * Math.sin(index * 0.05);
    }
    Extraction features = Extraction.of(COMPLETE, NONE, SeriesBuilder.of(series).sequences());
    int newest = series.length - 1;

    for (int horizon = 1; horizon <= Slots.HORIZONS; horizon++) {
      double unit = features.batch.changeScale(0, horizon - 1);
      double yesterday = series[newest + horizon - DAY];
      double before = series[newest + horizon - 2 * DAY];
      double usual = before + 0.3 * (yesterday - before);
      assertThat(features.of("yesterday_" + horizon))
          .isCloseTo(signedLog((yesterday - series[newest]) / unit), within(1e-5));
      assertThat(features.of("usual_" + horizon))
          .isCloseTo(signedLog((usual - series[newest]) / unit), within(1e-5));
    }
    double hour = features.batch.changeScale(0, Slots.HORIZONS - 1);
    assertThat(features.of("yesterday_now"))
        .isCloseTo(signedLog((series[newest - DAY] - series[newest]) / hour), within(1e-5));
    assertThat(features.of("yesterday_known")).isEqualTo(1);
    assertThat(features.of("usual_known")).isEqualTo(1);
  }

  @Test
  void masksWhatIsNotKnownOfYesterday() {
    // Six slots of the hour ahead were not measured a day ago, nor on any other day.
    double[] series = new double[DAY + 60];
    for (int index = 0; index < series.length; index++) {
      series[index] = index >= 60 && index < 66 ? Double.NaN : 40 + index % 5;
    }
    Extraction features = Extraction.of(COMPLETE, NONE, SeriesBuilder.of(series).sequences());

    assertThat(features.of("yesterday_1")).isZero();
    assertThat(features.of("yesterday_6")).isZero();
    assertThat(features.of("yesterday_7")).isNotZero();
    assertThat(features.of("yesterday_known")).isEqualTo(0.5);
    assertThat(features.of("usual_known")).isEqualTo(0.5);
  }

  @Test
  void knowsNoSeasonInTheFirstHours() {
    Extraction features =
        Extraction.of(COMPLETE, NONE, SeriesBuilder.of(100, slot -> 40 + slot % 5).sequences());

    for (String name : COMPLETE.staticFeatures()) {
      if (name.contains("yesterday") || name.contains("usual")) {
        assertThat(features.of(name)).as(name).isZero();
      }
    }
  }

  @Test
  void measuresHowMuchMoreYesterdayTellsThanTheHourBefore() {
    // Every day is the same, and within the hour much changes.
    Extraction like =
        Extraction.of(
            COMPLETE,
            NONE,
            SeriesBuilder.of(3 * DAY, slot -> 50 + 20 * Math.sin(slot % DAY * 0.7)).sequences());
    // Nothing within the hour, but every day is another one.
    Extraction unlike =
        Extraction.of(
            COMPLETE, NONE, SeriesBuilder.of(3 * DAY, slot -> 10 + slot / DAY * 40).sequences());

    assertThat(like.of("like_yesterday_hours")).isLessThan(-3);
    assertThat(like.of("like_usual_day")).isLessThan(-3);
    assertThat(unlike.of("like_yesterday_hours")).isGreaterThan(3);
    assertThat(unlike.of("like_usual_hours")).isGreaterThan(3);
  }

  @Test
  void linearForecastsAreInUnitsOfTheGroupAndLimited() {
    float[] coefficients = new float[12 * 39];
    // Horizons 1 and 2: the change is so many times the distance of the value before.
    coefficients[0] = 0.25f;
    coefficients[39] = 1_000;
    AutoregressionPrior prior = new AutoregressionPrior(coefficients);
    // Bounds that the linear forecasts are kept within.
    SeriesBuilder series =
        SeriesBuilder.of(30, slot -> slot == 0 ? 0 : slot == 1 ? 100 : slot % 2 == 0 ? 40 : 60);
    List<GroupSequence> sequences = series.sequences();
    Extraction features = Extraction.of(COMPLETE, prior, sequences);

    double unit = features.batch.changeScale(0, 0);
    assertThat(features.of("autoregression_1")).isCloseTo(0.25 * -20 / unit, within(1e-5));
    assertThat(features.of("seasonal_autoregression_1")).isCloseTo(-5 / unit, within(1e-5));
    assertThat(features.of("autoregression_2")).isEqualTo(-10);
    assertThat(features.of("autoregression_3")).isZero();
  }

  @Test
  void tellsEventsOfTheHourAhead() {
    Extraction features =
        Extraction.of(SequenceBuilder.cpu(step -> 50).event(23).event(24).event(35).build());

    assertThat(features.of("event_now")).isEqualTo(1);
    assertThat(features.of("event_1")).isEqualTo(1);
    assertThat(features.of("event_2")).isZero();
    assertThat(features.of("event_12")).isEqualTo(1);
  }

  private static double signedLog(double value) {
    return Math.signum(value) * Math.log1p(Math.abs(value));
  }
}
