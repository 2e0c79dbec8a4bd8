package io.prescale.training.fit;

import static io.prescale.training.fit.Trainings.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.forecast.Forecast;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.adaptation.GroupStateFormat;
import io.prescale.forecasting.bundle.GroupPart;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.TrainingSummary;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.network.ForecastHead;
import io.prescale.training.SeriesBuilder;
import io.prescale.training.fit.Trainings.RecordedEpochs;
import io.prescale.training.series.ActualSeries;
import io.prescale.training.series.ForecastWalk;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nothing that training writes depends on the test part, whatever lies there. Of 700 slots the
 * validation part begins at 448 and the test part at 560.
 */
class LeakageTest {
  private static final int LENGTH = 700;
  private static final int TEST_START = 560;
  private static final IntToDoubleFunction WEB = Trainings.noisyWave(LENGTH, 1);
  private static final IntToDoubleFunction SHOP = Trainings.noisyWave(LENGTH, 2);

  private static Result undisturbed;

  /** A bundle, and how it came about. */
  private record Result(ModelBundle bundle, RecordedEpochs epochs) {}

  @BeforeAll
  static void trainUndisturbed() {
    undisturbed = train(changedFrom(LENGTH));
  }

  @Test
  void theTestPartHasNoInfluence() throws IOException {
    assertSame(train(changedFrom(TEST_START)), undisturbed);
  }

  /** Most samples tell the instances, but not most of those before the test part. */
  @Test
  void whatIsForecastDoesNotDependOnTheTestPart() throws IOException {
    Result without = train(List.of(told("shop", SHOP, 0), told("web", WEB, 0)));
    Result with = train(List.of(told("shop", SHOP, 1000), told("web", WEB, 1000)));

    assertThat(part(with.bundle(), "web").state().quantity)
        .isEqualTo(Forecast.Quantity.CPU_UTILIZATION);
    assertSame(with, without);
  }

  private static HistorySeries told(String group, IntToDoubleFunction cpu, double inTest) {
    return SeriesBuilder.demand(
            group, LENGTH, cpu, slot -> slot >= TEST_START ? inTest : slot % 5 < 2 ? 3 : 0)
        .build();
  }

  /** Otherwise the other tests would prove nothing. */
  @Test
  void theSlotBeforeTheTestPartHasInfluence() throws IOException {
    Result changed = train(changedFrom(TEST_START - 1));

    assertThat(changed.epochs().losses())
        .as("it is chosen by, not trained on")
        .isEqualTo(undisturbed.epochs().losses());
    assertThat(changed.epochs().scores()).isNotEqualTo(undisturbed.epochs().scores());
    assertThat(changed.bundle().residuals().upper())
        .isNotEqualTo(undisturbed.bundle().residuals().upper());
    assertThat(state(changed.bundle(), "web")).isNotEqualTo(state(undisturbed.bundle(), "web"));
  }

  /** What is learnt by comes from the training part, what is chosen by from validation. */
  @Test
  void theValidationPartDoesNotChangeWhatIsLearnt() {
    Result changed = train(changedFrom(448));

    assertThat(changed.epochs().losses()).isEqualTo(undisturbed.epochs().losses());
    assertThat(changed.bundle().prior().toNumbers())
        .isEqualTo(undisturbed.bundle().prior().toNumbers());
    assertThat(changed.epochs().scores()).isNotEqualTo(undisturbed.epochs().scores());
  }

  /**
   * A forecast depends on what was measured up to its newest slot: the errors that mix and interval
   * are made of lag by their horizon.
   */
  @Test
  void aForecastDoesNotKnowTheNextSlot() {
    int changed = 520;
    List<Forecast> before = walk(changedFrom(LENGTH).get(0));
    List<Forecast> after = walk(changedFrom(changed).get(0));

    for (int slot = 0; slot < changed; slot++) {
      assertThat(after.get(slot))
          .as("from slot %d", slot)
          .usingRecursiveComparison()
          .withEqualsForType((one, other) -> one.compareTo(other) == 0, Double.class)
          .isEqualTo(before.get(slot));
    }
    assertThat(before.get(changed - 1)).isNotNull();
    assertThat(after.get(changed).expected).isNotEqualTo(before.get(changed).expected);
  }

  private static List<Forecast> walk(HistorySeries series) {
    ActualSeries actual = Trainings.FRACTIONS.layOut(series);
    Forecast[] forecasts = new Forecast[actual.length()];
    try (Forecaster forecaster = Forecaster.of(undisturbed.bundle())) {
      new ForecastWalk(forecaster, series, actual)
          .advanceTo(actual.length(), (newest, sequence, forecast) -> forecasts[newest] = forecast);
    }
    return Arrays.asList(forecasts);
  }

  private static void assertSame(Result found, Result expected) throws IOException {
    ModelBundle bundle = found.bundle();
    ModelBundle other = expected.bundle();
    assertThat(found.epochs().losses()).isEqualTo(expected.epochs().losses());
    assertThat(found.epochs().scores()).isEqualTo(expected.epochs().scores());
    assertThat(numbers(bundle.members().get(0))).isEqualTo(numbers(other.members().get(0)));
    assertThat(bundle.prior().toNumbers()).isEqualTo(other.prior().toNumbers());
    assertThat(bundle.residuals().lower()).isEqualTo(other.residuals().lower());
    assertThat(bundle.residuals().upper()).isEqualTo(other.residuals().upper());
    for (String group : List.of("web", "shop")) {
      assertThat(state(bundle, group)).as("state of %s", group).isEqualTo(state(other, group));
      assertThat(heads(bundle, group)).isDeepEqualTo(heads(other, group));
    }
    assertThat(bundle.training().bestEpoch()).isEqualTo(other.training().bestEpoch());
    assertThat(bundle.training().series())
        .extracting(TrainingSummary.Series::trainedUntil)
        .isEqualTo(
            other.training().series().stream().map(TrainingSummary.Series::trainedUntil).toList());
  }

  private static byte[] state(ModelBundle bundle, String group) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GroupStateFormat.write(part(bundle, group).state(), new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static float[][] heads(ModelBundle bundle, String group) throws IOException {
    return part(bundle, group).heads().stream()
        .map(ForecastHead::toNumbers)
        .toArray(float[][]::new);
  }

  private static GroupPart part(ModelBundle bundle, String group) throws IOException {
    return bundle.groups().find(group).orElseThrow();
  }

  /** Two groups that from a slot on are nothing like before, with gaps. */
  private static List<HistorySeries> changedFrom(int changed) {
    return List.of(series("shop", SHOP, changed), series("web", WEB, changed));
  }

  private static HistorySeries series(String group, IntToDoubleFunction values, int changed) {
    return SeriesBuilder.cpu(
            group, LENGTH, slot -> slot < changed ? values.applyAsDouble(slot) : wild(slot))
        .build();
  }

  /** The last slot is there, so that the series is as long. */
  private static double wild(int slot) {
    if (slot % 50 > 40 && slot < LENGTH - 1) {
      return Double.NaN;
    }
    return slot % 3 == 0 ? 0 : 1000 + 7 * slot;
  }

  private static Result train(List<HistorySeries> history) {
    TrainingPlan plan = Trainings.plan(Trainings.settings(3, 2));
    RecordedEpochs epochs = new RecordedEpochs();
    TrainingData data = TrainingData.of(history, plan.fractions(), plan.schema());
    return new Result(new ModelTraining(data, plan).train(List.of(3L), epochs), epochs);
  }
}
