package io.prescale.cli.local;

import io.prescale.cli.EmbeddedCluster;
import io.prescale.dashboard.Dashboard;
import io.prescale.dashboard.DashboardSettings;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.domain.time.Slots;
import io.prescale.domain.time.TimeScale;
import io.prescale.simulator.fleet.MinuteReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * A simulated fleet and the scaler in a closed loop in this process: metrics of the fleet into the
 * job, the job's commands back to the fleet's Auto Scaling API, with a live table in the terminal.
 */
public final class LocalRun {
  private static final int PARALLELISM = 2;
  private static final long DRAW_INTERVAL_MILLIS = 500;
  private static final int MAX_ROWS = 30;
  private static final int STOP_SECONDS = 20;

  private final Settings settings;
  private final PrintWriter out;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Queue<ScalingDecision> decided = new ConcurrentLinkedQueue<>();
  private volatile Throwable failure;

  /**
   * What to run.
   *
   * @param groups auto scaling groups
   * @param speed simulated seconds per real second
   * @param duration real time to run; {@code null} until stopped
   * @param model bundle or repository of bundles
   * @param seed of the fleet
   * @param observe whether nothing is carried out
   * @param port of the Flink web UI; 0 for any free one
   * @param dashboardPort of the dashboard; 0 for any free one
   * @param output folder for {@code decisions.jsonl}, decision log and history; {@code null} for
   *     none that stays
   */
  public record Settings(
      int groups,
      double speed,
      Duration duration,
      Path model,
      long seed,
      boolean observe,
      int port,
      int dashboardPort,
      Path output) {

    /** The fleet, whose time begins with the current slot and passes at the given speed. */
    Simulation.Options simulation() {
      Instant now = Instant.now();
      Instant slot = Instant.ofEpochMilli(Slots.startOf(now.toEpochMilli()));
      return new Simulation.Options(
          groups,
          seed,
          observe ? ScalingMode.OBSERVE : ScalingMode.ENFORCE,
          TimeScale.accelerated(now, slot, speed),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
  }

  /**
   * @param out the terminal
   */
  public LocalRun(Settings settings, PrintWriter out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Runs until the duration is over or the process is asked to stop, and cleans up.
   *
   * @throws IllegalStateException if the job or the simulation failed, with the cause
   */
  public void run() throws Exception {
    Thread onCtrlC = new Thread(this::stopAndWait, "prescale-stop");
    Runtime.getRuntime().addShutdownHook(onCtrlC);
    try {
      runUntilStopped();
    } finally {
      stopped.countDown();
      removeHook(onCtrlC);
    }
  }

  private void runUntilStopped() throws Exception {
    out.printf("Simulating %d groups, three hours of history first ...%n", settings.groups());
    out.flush();
    int webUiPort = settings.port() == 0 ? freePort() : settings.port();
    URI webUi = URI.create("http://localhost:" + webUiPort);
    try (LocalRecording recording = LocalRecording.begin(settings.output());
        Simulation simulation = Simulation.start(settings.simulation(), Clock.systemUTC());
        Dashboard dashboard = dashboard(simulation, recording, webUi)) {
      Configuration configuration = EmbeddedCluster.configuration(PARALLELISM);
      // The decisions that are shown become visible with a checkpoint.
      EmbeddedCluster.enableCheckpoints(configuration, Duration.ofSeconds(1));
      StreamExecutionEnvironment environment =
          EmbeddedCluster.environmentWithWebUi(PARALLELISM, configuration, webUiPort);
      DataStream<ScalingDecision> decisions =
          new LocalTopology(simulation, settings, recording).addTo(environment);
      try (CloseableIterator<ScalingDecision> results = decisions.collectAsync();
          Writer lines = decisionsFile()) {
        JobClient job = environment.executeAsync("prescale-local");
        Thread reader = new Thread(() -> read(results), "prescale-decisions");
        reader.setDaemon(true);
        reader.start();
        announce(simulation, recording, dashboard, webUi);
        show(simulation, lines);
        if (failure != null) {
          throw new IllegalStateException("the local run failed", causeOf(job));
        }
        cancel(job);
      }
    }
    out.println("Stopped.");
    out.flush();
  }

  /** Why the job ended, which says more than what its reader noticed of it. */
  private Throwable causeOf(JobClient job) throws InterruptedException {
    try {
      job.getJobExecutionResult().get(STOP_SECONDS, TimeUnit.SECONDS);
      return failure;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException | IllegalStateException e) {
      return failure;
    }
  }

  /** Flink does not tell which one it took. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Dashboard dashboard(Simulation simulation, LocalRecording recording, URI webUi) {
    return Dashboard.start(
        recording.database(),
        DashboardSettings.local(settings.dashboardPort())
            .withTimeScale(simulation.timeScale(), settings.speed())
            .withFlinkUrl(webUi));
  }

  private void announce(
      Simulation simulation, LocalRecording recording, Dashboard dashboard, URI webUi) {
    out.printf(
        "Dashboard         %s%nFlink web UI      %s%nAuto Scaling API  %s%n"
            + "Decision log      %s%nStop with Ctrl-C.%n%n",
        dashboard.address(), webUi, simulation.server().endpoint(), recording.database().url());
    out.flush();
  }

  private void read(CloseableIterator<ScalingDecision> results) {
    try {
      while (results.hasNext()) {
        decided.add(results.next());
      }
    } catch (RuntimeException e) {
      if (stopRequested.getCount() > 0) {
        failure = e;
        stopRequested.countDown();
      }
    }
  }

  private void show(Simulation simulation, Writer lines) throws IOException, InterruptedException {
    LiveTable table = new LiveTable(out, System.console() != null, MAX_ROWS);
    DecisionJson json = new DecisionJson();
    long end =
        settings.duration() == null
            ? Long.MAX_VALUE
            : System.nanoTime() + settings.duration().toNanos();
    boolean first = true;
    boolean stop = false;
    while (!stop && System.nanoTime() < end) {
      stop = stopRequested.await(DRAW_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
      boolean news = !decided.isEmpty();
      for (ScalingDecision decision = decided.poll(); decision != null; decision = decided.poll()) {
        if (first) {
          first = false;
          sayFirstDecision();
        }
        lines.write(json.write(decision) + "\n");
        table.add(decision);
      }
      if (news) {
        table.draw(simulation.now(), instances(simulation));
      }
      simulation.failure().ifPresent(this::fail);
    }
    stopRequested.countDown();
  }

  private void fail(RuntimeException cause) {
    failure = cause;
    stopRequested.countDown();
  }

  private void sayFirstDecision() {
    long sinceStart =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    out.printf(Locale.ROOT, "First decision %.1f s after the start.%n", sinceStart / 1000.0);
  }

  private static int instances(Simulation simulation) {
    return simulation.fleet().lastMinute().stream()
        .mapToInt(MinuteReport::inServiceInstances)
        .sum();
  }

  private Writer decisionsFile() throws IOException {
    if (settings.output() == null) {
      return Writer.nullWriter();
    }
    Files.createDirectories(settings.output());
    return Files.newBufferedWriter(settings.output().resolve("decisions.jsonl"));
  }

  private static void cancel(JobClient job) throws InterruptedException {
    try {
      job.cancel().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      // It has ended already, or will with this process.
    }
  }

  private void stopAndWait() {
    stopRequested.countDown();
    try {
      stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // Ctrl-C: the hook is running now.
    }
  }
}
