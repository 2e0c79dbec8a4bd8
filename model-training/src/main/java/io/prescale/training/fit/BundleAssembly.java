package io.prescale.training.fit;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.bundle.AccuracyReport;
import io.prescale.forecasting.bundle.GroupPart;
import io.prescale.forecasting.bundle.GroupParts;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ResidualQuantiles;
import io.prescale.forecasting.bundle.TrainingSummary;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.network.ForecastHead;
import io.prescale.forecasting.network.ParameterValues;
import io.prescale.training.series.ActualSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a bundle of trained networks: walks every series as the job would, to keep what is then
 * remembered of its group before the test part begins, and to measure the forecasts behind it.
 */
final class BundleAssembly {
  private static final double USUAL_QUANTILE = 1.5;

  private final TrainingData data;
  private final TrainingPlan plan;
  private final List<TrainedNetwork> members;
  private final long seed;

  BundleAssembly(TrainingData data, TrainingPlan plan, List<TrainedNetwork> members, long seed) {
    this.data = data;
    this.plan = plan;
    this.members = members;
    this.seed = seed;
  }

  ModelBundle assemble(TrainingListener listener) {
    Map<String, GroupPart> parts = new LinkedHashMap<>();
    List<AccuracyReport.Entry> accuracy = new ArrayList<>();
    ResidualSample residuals = new ResidualSample();
    ModelBundle.Builder unmeasured = builder(untouchedParts()).residuals(startingQuantiles());
    try (Forecaster forecaster = Forecaster.of(unmeasured.accuracy(accuracy(accuracy)).build())) {
      int done = 0;
      for (HistorySeries series : data.history()) {
        MeasuredWalk walk = new MeasuredWalk(forecaster, series, plan.fractions(), residuals);
        GroupState state = walk.toTestPart();
        parts.put(series.group(), new GroupPart(state, headsOf(series.group())));
        accuracy.addAll(walk.throughTestPart());
        listener.onMeasured(++done, data.history().size());
      }
    }
    return builder(parts).residuals(residuals.quantiles()).accuracy(accuracy(accuracy)).build();
  }

  private static AccuracyReport accuracy(List<AccuracyReport.Entry> entries) {
    return new AccuracyReport(entries);
  }

  /** Heads only: what is remembered is about to be measured. */
  private Map<String, GroupPart> untouchedParts() {
    Map<String, GroupPart> parts = new LinkedHashMap<>();
    for (HistorySeries series : data.history()) {
      GroupState fresh = GroupState.create(plan.fractions().layOut(series).quantity());
      parts.put(series.group(), new GroupPart(fresh, headsOf(series.group())));
    }
    return parts;
  }

  /** Either every member has a head of its own for a group, or none is kept. */
  private List<ForecastHead> headsOf(String group) {
    List<ForecastHead> heads = new ArrayList<>();
    boolean any = false;
    for (TrainedNetwork network : members) {
      ForecastHead tuned = network.heads().get(group);
      any |= tuned != null;
      heads.add(
          tuned != null ? tuned : ForecastHead.of(plan.network(), network.member().parameters()));
    }
    return any ? heads : List.of();
  }

  private ModelBundle.Builder builder(Map<String, GroupPart> parts) {
    ModelBundle.Builder builder =
        ModelBundle.builder()
            .schema(data.schema())
            .network(plan.network())
            .prior(data.prior())
            .adaptive(plan.adaptive())
            .groups(GroupParts.of(parts, plan.network(), members.size()))
            .seed(seed)
            .training(summary());
    for (TrainedNetwork network : members) {
      List<ParameterValues> parameters = network.member().parameters();
      builder.member(parameters);
    }
    return builder;
  }

  private static ResidualQuantiles startingQuantiles() {
    double[] lower = new double[Slots.HORIZONS];
    double[] upper = new double[Slots.HORIZONS];
    Arrays.fill(lower, -USUAL_QUANTILE);
    Arrays.fill(upper, USUAL_QUANTILE);
    return new ResidualQuantiles(lower, upper);
  }

  private TrainingSummary summary() {
    List<TrainingSummary.Series> series = new ArrayList<>();
    int testSlots = 0;
    for (HistorySeries one : data.history()) {
      ActualSeries actual = plan.fractions().layOut(one);
      int testStart = plan.fractions().testStart(actual.length());
      testSlots += actual.length() - testStart;
      series.add(
          new TrainingSummary.Series(
              one.group(),
              at(actual, 0),
              at(actual, actual.length() - 1),
              at(actual, testStart - 1),
              one.samples().size()));
    }
    return new TrainingSummary(
        series,
        data.trainingWindows(),
        data.validationWindows(),
        testSlots,
        members.get(0).member().bestEpoch());
  }

  private static String at(ActualSeries actual, int slot) {
    return Instant.ofEpochMilli(actual.slotAt(slot)).toString();
  }
}
