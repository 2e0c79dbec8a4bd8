package io.prescale.training.fit;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.network.ForecastHead;
import io.prescale.forecasting.network.ForecastNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From windows to a model bundle: trains a network, tunes its head to groups, puts all together.
 */
public final class ModelTraining {
  private final TrainingData data;
  private final TrainingPlan plan;

  public ModelTraining(TrainingData data, TrainingPlan plan) {
    this.data = data;
    this.plan = plan;
  }

  /**
   * Trains one network and tunes its head.
   *
   * @param checkpoints where each epoch is kept, and where to go on from
   */
  public TrainedNetwork trainMember(long seed, Checkpoints checkpoints, TrainingListener listener) {
    return trainMember(seed, plan.settings().epochs(), checkpoints, listener);
  }

  /**
   * As the other, but not through all epochs.
   *
   * @param until the epoch to stop after
   */
  public TrainedNetwork trainMember(
      long seed, int until, Checkpoints checkpoints, TrainingListener listener) {
    TrainedMember member =
        new Trainer(data, plan.settings())
            .train(plan.network(), seed, until, checkpoints, listener);
    return new TrainedNetwork(member, tunedHeads(member, seed, listener));
  }

  private Map<String, ForecastHead> tunedHeads(
      TrainedMember member, long seed, TrainingListener listener) {
    Map<String, ForecastHead> heads = new LinkedHashMap<>();
    if (plan.settings().tuningEpochs() == 0) {
      return heads;
    }
    try (ForecastNetwork network =
        ForecastNetwork.create(plan.network(), data.schema().sequenceLength(), seed)) {
      network.restore(member.parameters());
      HeadTuning tuning = new HeadTuning(data, plan.settings(), network);
      int done = 0;
      for (SeriesWindows series : data.series()) {
        Optional<ForecastHead> head = tuning.tune(series, seed);
        head.ifPresent(tuned -> heads.put(series.group(), tuned));
        listener.onTuned(++done, data.series().size());
      }
    }
    return heads;
  }

  /**
   * Trains an ensemble in this process, one network after the other.
   *
   * @param seeds one for each member
   */
  public ModelBundle train(List<Long> seeds, TrainingListener listener) {
    List<TrainedNetwork> members = new ArrayList<>();
    for (long seed : seeds) {
      members.add(trainMember(seed, Checkpoints.NONE, listener));
    }
    return assemble(members, seeds.get(0), listener);
  }

  /**
   * Puts members together.
   *
   * @param members in the order of their seeds
   * @param seed the first of them
   */
  public ModelBundle assemble(List<TrainedNetwork> members, long seed, TrainingListener listener) {
    return new BundleAssembly(data, plan, members, seed).assemble(listener);
  }
}
