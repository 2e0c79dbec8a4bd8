package io.prescale.cli;

import io.prescale.jobs.CollectorJob;
import io.prescale.jobs.collector.LiveCollector;
import io.prescale.jobs.configuration.CollectorConfiguration;
import io.prescale.jobs.configuration.OptionValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code prescale collect}: the collector job in this process. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description = {
      "Collects the metrics of the tagged groups of an account from CloudWatch and puts them to a"
          + " Kinesis stream, in this process, until you press Ctrl-C. AWS credentials come from"
          + " the environment, as for the AWS CLI."
    })
final class CollectCommand implements Callable<Integer> {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(30);
  private static final String CHECKPOINT_METADATA = "_metadata";

  @Spec private CommandSpec spec;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      required = true,
      description = "AWS region of the groups and the stream.")
  private String region;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      required = true,
      description = "Kinesis stream that the metrics are put to.")
  private String stream;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Remembers there how far it came, and goes on from there the next time. Without it each"
              + " run begins with the last two hours.")
  private Path state;

  @Option(
      names = {"-O", "--option"},
      paramLabel = "KEY=VALUE",
      description = "An option of the collector job; see docs/configuration.md. May be repeated.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--aws.region=" + region, "--metrics.stream=" + stream));
    options.forEach((key, value) -> arguments.add("--" + key + "=" + value));
    CollectorConfiguration collector =
        CollectorConfiguration.of(OptionValues.gather(arguments.toArray(new String[0]), Map.of()));
    StreamExecutionEnvironment environment = EmbeddedCluster.environment(1, flink());
    new LiveCollector(collector).addTo(environment);
    spec.commandLine()
        .getOut()
        .printf("Collecting from %s to the stream %s. Stop with Ctrl-C.%n", region, stream);
    spec.commandLine().getOut().flush();
    environment.execute(CollectorJob.NAME);
    return 0;
  }

  private Configuration flink() throws IOException {
    Configuration configuration = EmbeddedCluster.configuration(1);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    EmbeddedCluster.enableCheckpoints(configuration, CHECKPOINT_INTERVAL);
    if (state != null) {
      Files.createDirectories(state);
      configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, LocalFiles.flinkPath(state));
      configuration.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
      newestCheckpoint(state)
          .ifPresent(
              checkpoint ->
                  configuration.set(
                      StateRecoveryOptions.SAVEPOINT_PATH, LocalFiles.flinkPath(checkpoint)));
    }
    return configuration;
  }

  /** The newest complete checkpoint of any former run, if there is one. */
  static Optional<Path> newestCheckpoint(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 3)) {
      return files
          .filter(file -> file.endsWith(CHECKPOINT_METADATA))
          .max(Comparator.comparing(CollectCommand::modified))
          .map(Path::getParent);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
