package io.prescale.cli;

import io.prescale.cli.replay.Replay;
import io.prescale.cli.replay.ReplayFleet;
import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.fleet.ScalingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prescale replay}: real history through the real job. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Runs recorded history through the scaler and writes what it would have decided.",
      "The result is the same whatever the parallelism, and from run to run."
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--history",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = {
        "CSV files, or folders of them, with the columns timestamp, cpu_utilization and, where"
            + " known, network_in, request_count, is_sale_active, in_service_instances,"
            + " desired_capacity, auto_scaling_group."
      })
  private List<Path> history;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "A model bundle, or a folder with current.json. Default: no forecast, so that"
              + " decisions use the observed values.")
  private Path model;

  @Option(
      names = "--calendar",
      paramLabel = "FILE",
      description =
          "business_calendar.json. Default: an event wherever the history's"
              + " is_sale_active says so.")
  private Path calendar;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where decisions.jsonl is written.")
  private Path output;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Parallel subtasks. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "OBSERVE",
      description =
          "observe: each decision starts from the capacity on record. enforce: each"
              + " command counts as given, so that the next waits for it. Default: observe.")
  private ScalingMode mode;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "STEP",
      description = "step or target. Default: step.")
  private PolicyType policy;

  @Mixin private FleetSize size = new FleetSize();

  /** Sizes of groups, for which a history has no column. */
  static final class FleetSize {
    @Option(
        names = "--min-size",
        paramLabel = "N",
        defaultValue = "1",
        description = "Minimum size of every group. Default: ${DEFAULT-VALUE}.")
    private int min;

    @Option(
        names = "--max-size",
        paramLabel = "N",
        defaultValue = "100",
        description = "Maximum size of every group. Default: ${DEFAULT-VALUE}.")
    private int max;

    @Option(
        names = "--capacity",
        paramLabel = "N",
        defaultValue = "4",
        description = "Desired capacity where the history has none. Default: ${DEFAULT-VALUE}.")
    private int capacity;
  }

  @Override
  public Integer call() throws Exception {
    if (parallelism < 1) {
      throw new ParameterException(
          spec.commandLine(), "--parallelism must be at least 1, but is " + parallelism);
    }
    if (size.min < 0 || size.min > size.capacity || size.capacity > size.max) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              "--min-size, --capacity and --max-size must rise from 0, but are %d, %d and %d",
              size.min, size.capacity, size.max));
    }
    ScalingSettings settings = new ScalingSettings();
    settings.policy = policy;
    ReplayFleet fleet = new ReplayFleet(mode, settings, size.min, size.max, size.capacity);
    new Replay(history, fleet, parallelism, spec.commandLine().getOut())
        .withModel(model)
        .withCalendar(calendar)
        .run(output);
    return 0;
  }
}
