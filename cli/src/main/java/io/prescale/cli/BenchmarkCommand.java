package io.prescale.cli;

import io.prescale.cli.benchmark.BundleBenchmark;
import io.prescale.cli.benchmark.PipelineBenchmark;
import io.prescale.cli.benchmark.ScoringBenchmark;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prescale benchmark}: how fast the scaler is on this machine. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description = {
      "Measures scoring against the bare encoder, metric events per second from decoding to"
          + " decision with the heap and the RocksDB state backend, bytes of state per group, and how"
          + " long a model bundle takes to load that knows very many groups.",
      "Takes a few minutes; other work on the machine falsifies it."
    })
final class BenchmarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--groups",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Auto scaling groups. Default: ${DEFAULT-VALUE}.")
  private int groups;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "Five-minute slots of metrics per group, 25 metric events each. Default:"
              + " ${DEFAULT-VALUE}.")
  private int slots;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Parallel subtasks. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--bundle-groups",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Groups that the model bundle knows. Default: ${DEFAULT-VALUE}.")
  private int bundleGroups;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "A model bundle. Default: the one that comes with Prescale.")
  private Path model;

  @Override
  public Integer call() throws Exception {
    if (groups < parallelism || slots < 30 || parallelism < 1 || bundleGroups < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--parallelism and --bundle-groups must be at least 1, --groups no less than"
              + " --parallelism, and --slots at least 30");
    }
    Path bundle = model == null ? DefaultModel.folder() : model;
    PrintWriter out = spec.commandLine().getOut();
    scoring(bundle, out);
    loading(bundle, out);
    PipelineBenchmark pipeline = new PipelineBenchmark(bundle, groups, slots, parallelism);
    throughput("heap", pipeline, "hashmap", out);
    throughput("RocksDB", pipeline, "rocksdb", out);
    say(out, "Measuring the state of %,d groups ...", groups);
    say(
        out,
        "state             %,.0f bytes per group in a savepoint",
        pipeline.stateBytesPerGroup());
    return 0;
  }

  private static void scoring(Path bundle, PrintWriter out) throws Exception {
    say(out, "Scoring, one thread, batches of %d ...", ScoringBenchmark.BATCH);
    ScoringBenchmark.Result result = new ScoringBenchmark(bundle).run();
    say(out, "bare encoder      %,.0f sequences/s", result.bare());
    say(
        out,
        "forecaster        %,.0f sequences/s, %.3f of the bare encoder",
        result.forecaster(),
        result.forecaster() / result.bare());
    say(
        out,
        "inside the job    %,.0f sequences/s, %.3f of the bare encoder",
        result.operator(),
        result.operator() / result.bare());
  }

  private void loading(Path bundle, PrintWriter out) throws Exception {
    say(out, "A model bundle that knows %,d groups ...", bundleGroups);
    BundleBenchmark.Result result = new BundleBenchmark(bundle, bundleGroups).run();
    say(
        out,
        "bundle            loads in %.0f ms, holds %.1f MB; the parts of its groups are %,.0f MB on"
            + " disk, one is read in %.2f ms",
        result.loadSeconds() * 1e3,
        result.heldBytes() / 1e6,
        result.bytesOfGroups() / 1e6,
        result.readSeconds() * 1e3);
  }

  private void throughput(String name, PipelineBenchmark pipeline, String backend, PrintWriter out)
      throws Exception {
    say(out, "From decoding to decision, %s state backend ...", name);
    say(
        out,
        "%-17s %,.0f metric events/s, %d subtasks, %,d groups",
        name,
        pipeline.eventsPerSecond(backend),
        parallelism,
        groups);
  }

  private static void say(PrintWriter out, String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
