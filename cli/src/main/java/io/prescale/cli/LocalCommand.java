package io.prescale.cli;

import io.prescale.cli.local.LocalRun;
import io.prescale.cli.local.LocalRun.Settings;
import io.prescale.training.DurationConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prescale local}: everything on this machine, in accelerated time. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a simulated fleet, its Auto Scaling API and the scaler in this process, in a closed"
          + " loop at accelerated time. Stop it with Ctrl-C."
    })
final class LocalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--groups",
      paramLabel = "N",
      defaultValue = "8",
      description = "Auto scaling groups of the fleet. Default: ${DEFAULT-VALUE}.")
  private int groups;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "120",
      description =
          "Simulated time passes so many times as fast as real time. Default:"
              + " ${DEFAULT-VALUE}, a day in 12 minutes.")
  private double speed;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long to run, in real time, such as 90s, 10m or 2h. Default: until Ctrl-C.")
  private Duration duration;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "A model bundle, or a folder with current.json. Default: the bundle that comes"
              + " with Prescale.")
  private Path model;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed makes another fleet. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--observe", description = "Only observe: decide and record, change nothing.")
  private boolean observe;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Port of the Flink web UI on localhost. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Also writes decisions.jsonl there.")
  private Path output;

  @Override
  public Integer call() throws Exception {
    require(groups >= 1 && groups <= 10_000, "--groups must be from 1 to 10000, but is " + groups);
    require(speed >= 1 && speed <= 3600, "--speed must be from 1 to 3600, but is " + speed);
    require(port >= 0 && port <= 65535, "--port must be from 0 to 65535, but is " + port);
    Path bundle = model == null ? DefaultModel.folder() : model;
    Settings settings = new Settings(groups, speed, duration, bundle, seed, observe, port, output);
    new LocalRun(settings, spec.commandLine().getOut()).run();
    return 0;
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
