package io.prescale.training.model;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.bundle.BundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleException;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.forecasting.history.HistorySeries;
import java.util.Arrays;
import java.util.List;

/** Loads a bundle as the job does, and lets it forecast. */
final class ModelCheck {
  private ModelCheck() {}

  /**
   * Loads a bundle: checksums, features, network, groups; then forecasts a made-up sequence.
   *
   * @return the bundle
   * @throws ModelBundleException if it cannot be used
   */
  static ModelBundle load(BundleFiles files) {
    new ModelBundleLoader().verifyGroups(files);
    try (Forecaster forecaster = Forecaster.load(files)) {
      GroupSequence probe = probe();
      Forecast forecast =
          forecaster.forecast(List.of(probe), List.of(forecaster.begin(probe))).get(0);
      if (forecast == null) {
        throw new ModelBundleException(
            files.location(), "the network gives no numbers; train the model again");
      }
      return forecaster.bundle();
    }
  }

  /**
   * Forecasts the newest part of a history.
   *
   * @throws ModelBundleException if any forecast is no number
   */
  static PersistenceRatio forecast(
      BundleFiles files, ModelBundle bundle, List<HistorySeries> history) {
    try (Forecaster forecaster = Forecaster.of(bundle)) {
      PersistenceRatio ratio = PersistenceRatio.of(forecaster, history);
      if (ratio.failed() > 0) {
        throw new ModelBundleException(
            files.location(),
            "the network gives no numbers for "
                + ratio.failed()
                + " of "
                + (ratio.failed() + ratio.forecasts())
                + " sequences of the history; train the model again");
      }
      return ratio;
    }
  }

  /** Two hours of a load that rises and falls. */
  private static GroupSequence probe() {
    GroupSequence sequence = GroupSequence.empty("probe", 0);
    Arrays.setAll(sequence.cpuUtilization, step -> 50 + 20 * Math.sin(step / 4.0));
    Arrays.fill(sequence.states, (byte) SampleState.OBSERVED.ordinal());
    return sequence;
  }
}
