package io.prescale.cli.cluster;

import io.prescale.jobs.CollectorJob;
import io.prescale.jobs.PredictiveScalingJob;
import io.prescale.jobs.RecorderJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A job as {@code flink run} is told of it.
 *
 * @param name as Flink's web UI shows it
 * @param mainClass in the job jar
 * @param parallelism subtasks of each operator
 * @param options of the job, by their keys
 */
public record JobSubmission(
    String name, String mainClass, int parallelism, Map<String, String> options) {

  /** Collector, scaler and recorder, in the order in which they are best submitted. */
  public static List<JobSubmission> all(Endpoints endpoints, double speed, Instant start) {
    return List.of(
        collector(endpoints, speed, start),
        scaler(endpoints, speed, start),
        recorder(endpoints, speed, start));
  }

  private static JobSubmission collector(Endpoints endpoints, double speed, Instant start) {
    Map<String, String> options = common(endpoints, speed, start);
    options.put("cloudwatch.endpoint", endpoints.fleet().toString());
    options.put("collector.calls-per-second", "50");
    return new JobSubmission(CollectorJob.NAME, CollectorJob.class.getName(), 1, options);
  }

  private static JobSubmission scaler(Endpoints endpoints, double speed, Instant start) {
    Map<String, String> options = withFiles(common(endpoints, speed, start), endpoints);
    options.put("decisions.stream", Endpoints.DECISIONS_STREAM);
    options.put("dead-letters.path", endpoints.inBucket("dead-letters/scaler"));
    options.put("kill-switch.path", endpoints.inBucket(Endpoints.KILL_SWITCH));
    return new JobSubmission(
        PredictiveScalingJob.NAME, PredictiveScalingJob.class.getName(), 2, options);
  }

  private static JobSubmission recorder(Endpoints endpoints, double speed, Instant start) {
    Map<String, String> options = withFiles(common(endpoints, speed, start), endpoints);
    options.put("decisions.stream", Endpoints.DECISIONS_STREAM);
    options.put("dead-letters.path", endpoints.inBucket("dead-letters/recorder"));
    options.put("history.path", endpoints.inBucket("history"));
    options.put("database.url", endpoints.database());
    options.put("database.user", Endpoints.DATABASE_USER);
    return new JobSubmission(RecorderJob.NAME, RecorderJob.class.getName(), 1, options);
  }

  private static Map<String, String> common(Endpoints endpoints, double speed, Instant start) {
    Map<String, String> options = new TreeMap<>();
    options.put("aws.region", Endpoints.REGION);
    options.put("metrics.stream", Endpoints.METRICS_STREAM);
    options.put("kinesis.endpoint", endpoints.kinesis().toString());
    options.put("kinesis.emulated", "true");
    options.put("autoscaling.endpoint", endpoints.fleet().toString());
    if (speed != 1) {
      options.put("fleet.poll-interval", "2s");
      options.put("simulation.speed", Double.toString(speed));
      options.put("simulation.start", start.toString());
    }
    return options;
  }

  private static Map<String, String> withFiles(Map<String, String> options, Endpoints endpoints) {
    options.put("calendar.path", endpoints.inBucket("business_calendar.json"));
    options.put("model.path", endpoints.inBucket("models"));
    return options;
  }

  /** The same with more options, or other values of them. */
  public JobSubmission with(Map<String, String> more) {
    Map<String, String> merged = new TreeMap<>(options);
    merged.putAll(more);
    return new JobSubmission(name, mainClass, parallelism, merged);
  }

  /** The same with another parallelism. */
  public JobSubmission withParallelism(int subtasks) {
    return new JobSubmission(name, mainClass, subtasks, options);
  }

  /** The options as arguments of the main method. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    options.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    return arguments;
  }
}
