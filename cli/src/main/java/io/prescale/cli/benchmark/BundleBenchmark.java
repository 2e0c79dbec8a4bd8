package io.prescale.cli.benchmark;

import io.prescale.cli.LocalFiles;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.bundle.GroupPart;
import io.prescale.forecasting.bundle.GroupParts;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.forecasting.bundle.ModelBundleWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A bundle that knows very many groups: how long it takes to load, what it holds in memory, and how
 * long it takes to read what it knows of one group.
 */
public final class BundleBenchmark {
  private static final int LEARNED_SLOTS = 400;
  private static final int LOADS = 5;
  private static final int READS = 2_000;

  private final Path like;
  private final int groups;

  /**
   * What came out.
   *
   * @param bytesOfGroups size of the groups' parts on disk
   * @param loadSeconds to load the bundle, index included; the median of some loads
   * @param heldBytes of the heap that the loaded bundle holds
   * @param readSeconds to read the part of one group; the mean over groups picked at random
   */
  public record Result(
      long bytesOfGroups, double loadSeconds, long heldBytes, double readSeconds) {}

  /**
   * @param like bundle whose network and features are taken
   * @param groups number of groups to know
   */
  public BundleBenchmark(Path like, int groups) {
    this.like = like;
    this.groups = groups;
  }

  /** Writes such a bundle into a temporary folder, measures, and deletes it. */
  public Result run() throws IOException {
    Path folder = Files.createTempDirectory("prescale-benchmark");
    try {
      Path written = folder.resolve("model");
      new ModelBundleWriter().write(bundle(), written);
      return measure(written);
    } finally {
      LocalFiles.delete(folder);
    }
  }

  /** All groups have learned the same; only their names differ. */
  private ModelBundle bundle() {
    try (Forecaster forecaster = Forecaster.load(new LocalBundleFiles(like))) {
      SyntheticSequences generator = new SyntheticSequences(1);
      GroupState state = forecaster.begin(generator.map(0L));
      for (long slot = 0; slot < LEARNED_SLOTS; slot++) {
        GroupSequence sequence = generator.map(slot);
        forecaster.forecast(List.of(sequence), List.of(state));
      }
      GroupPart part = new GroupPart(state, List.of());
      Map<String, GroupPart> parts = new HashMap<>();
      for (int group = 0; group < groups; group++) {
        parts.put(SyntheticRecords.group(group), part);
      }
      ModelBundle model = forecaster.bundle();
      ModelBundle.Builder builder =
          ModelBundle.builder()
              .schema(model.schema())
              .network(model.network())
              .prior(model.prior())
              .adaptive(model.adaptive())
              .residuals(model.residuals())
              .groups(GroupParts.of(parts, model.network(), model.members().size()))
              .seed(model.seed())
              .training(model.training())
              .accuracy(model.accuracy());
      model.members().forEach(builder::member);
      return builder.build();
    }
  }

  private Result measure(Path written) throws IOException {
    LocalBundleFiles files = new LocalBundleFiles(written);
    double[] loads = new double[LOADS];
    for (int load = 0; load < LOADS; load++) {
      long started = System.nanoTime();
      new ModelBundleLoader().load(files);
      loads[load] = (System.nanoTime() - started) / 1e9;
    }
    Arrays.sort(loads);
    long before = usedHeap();
    ModelBundle loaded = new ModelBundleLoader().load(files);
    long held = usedHeap() - before;
    SplittableRandom random = new SplittableRandom(1);
    long started = System.nanoTime();
    for (int read = 0; read < READS; read++) {
      String group = SyntheticRecords.group(random.nextInt(groups));
      if (loaded.groups().find(group).isEmpty()) {
        throw new IOException("group " + group + " is not in " + written);
      }
    }
    double readSeconds = (System.nanoTime() - started) / 1e9 / READS;
    return new Result(
        Files.size(written.resolve("groups.bin")), loads[LOADS / 2], held, readSeconds);
  }

  /** After the garbage has gone. */
  private static long usedHeap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
