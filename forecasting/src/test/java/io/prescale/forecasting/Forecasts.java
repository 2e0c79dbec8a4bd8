package io.prescale.forecasting;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.bundle.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What tests of the forecaster have in common. */
final class Forecasts {
  private Forecasts() {}

  /** A network of this project's own kind, and a TorchScript program. */
  static List<ModelBundle> models() {
    return List.of(BundleBuilder.arbitrary(2, 64, 1, 2), ScriptBundles.load());
  }

  /** The network's forecast as it is. */
  static ModelBundle alone(long... seeds) {
    return BundleBuilder.builder(1, 8, seeds).adaptive(false).build();
  }

  static SeriesBuilder series(int length, int kind) {
    return SeriesBuilder.of(
        length, slot -> 50 + 20 * Math.sin(slot * 0.2 * kind) + slot * 7919 % 13);
  }

  static List<GroupState> same(GroupState state, int count) {
    return IntStream.range(0, count).mapToObj(index -> state).toList();
  }

  /** Each of a group that is met for the first time. */
  static List<Forecast> forecast(Forecaster forecaster, List<GroupSequence> sequences) {
    List<GroupState> states = sequences.stream().map(forecaster::begin).toList();
    return forecaster.forecast(sequences, states);
  }

  static double[][] scores(ModelBundle bundle, List<GroupSequence> sequences) {
    try (Forecaster forecaster = Forecaster.of(bundle)) {
      return expected(forecast(forecaster, sequences));
    }
  }

  static double[][] expected(List<Forecast> forecasts) {
    return forecasts.stream().map(forecast -> forecast.expected).toArray(double[][]::new);
  }

  static List<GroupSequence> sequences(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(SequenceBuilder::arbitrary).toList());
  }
}
