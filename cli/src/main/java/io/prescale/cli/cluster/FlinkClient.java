package io.prescale.cli.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's command line client, {@code flink}, each call in a process of its own. */
public final class FlinkClient {
  private static final Pattern SUBMITTED =
      Pattern.compile("Job has been submitted with JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");

  private final FlinkPrograms programs;
  private final ClusterProcesses processes;
  private final Map<String, String> environment;

  FlinkClient(FlinkPrograms programs, ClusterProcesses processes, Map<String, String> environment) {
    this.programs = programs;
    this.processes = processes;
    this.environment = environment;
  }

  /**
   * Submits a job, {@code flink run -d}.
   *
   * @return its identifier
   * @throws ClusterException if it is refused, with what the client says
   */
  public String run(Path jar, JobSubmission job) throws InterruptedException {
    return run(jar, job, List.of());
  }

  /** Submits a job that goes on at a savepoint or a retained checkpoint. */
  public String run(Path jar, JobSubmission job, String savepoint) throws InterruptedException {
    return run(jar, job, List.of("-s", savepoint));
  }

  private String run(Path jar, JobSubmission job, List<String> restore)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("run", "-d"));
    arguments.addAll(restore);
    arguments.addAll(List.of("-p", Integer.toString(job.parallelism()), "-c", job.mainClass()));
    arguments.add(jar.toString());
    arguments.addAll(job.arguments());
    return find(SUBMITTED, call("flink-run-" + job.name(), arguments));
  }

  /**
   * Stops a job with a savepoint, {@code flink stop}.
   *
   * @return where the savepoint is
   */
  public String stop(String job) throws InterruptedException {
    return find(SAVEPOINT, call("flink-stop", List.of("stop", job)));
  }

  /** Cancels a job, {@code flink cancel}. */
  public void cancel(String job) throws InterruptedException {
    call("flink-cancel", List.of("cancel", job));
  }

  private String call(String name, List<String> arguments) throws InterruptedException {
    return processes.run(name, programs.client(arguments), environment);
  }

  private static String find(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new ClusterException("Flink's client does not say '" + pattern + "': " + output);
    }
    return matcher.group(1);
  }
}
