package io.prescale.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.cli.EmbeddedCluster;
import io.prescale.deploy.CloudWatchReferences;
import io.prescale.deploy.MetricReferences;
import io.prescale.jobs.collector.LiveCollector;
import io.prescale.jobs.configuration.CollectorConfiguration;
import io.prescale.jobs.configuration.OptionValues;
import io.prescale.jobs.configuration.RecorderConfiguration;
import io.prescale.jobs.recorder.LiveRecorder;
import io.prescale.testing.KinesisEmulator;
import io.prescale.testing.ShippedModel;
import io.prescale.testing.SystemProperties;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dashboard and alert rules ask for metrics that the jobs export: the scaler, and collector and
 * recorder as they are submitted, run on a simulated fleet, with the Prometheus reporter as in
 * production, which is then asked over HTTP.
 */
class ExportedMetricsIT {
  private static final Path DEPLOY = Path.of(System.getProperty("prescale.root", ".."), "deploy");
  private static final Path DASHBOARD = DEPLOY.resolve("grafana/prescale.json");
  private static final Path TEMPLATE = DEPLOY.resolve("managed-flink/template.yaml");
  private static final Path RULES = DEPLOY.resolve("prometheus/alerts.yaml");

  @RegisterExtension
  static final KinesisEmulator KINESIS =
      KinesisEmulator.withStream("metrics", 1).andStream("decisions", 1);

  private static SystemProperties credentials;

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void useEmulator() {
    credentials =
        SystemProperties.set(
            Map.of(
                "aws.accessKeyId", KinesisEmulator.ACCESS_KEY,
                "aws.secretKey", KinesisEmulator.SECRET_KEY,
                "aws.secretAccessKey", KinesisEmulator.SECRET_KEY));
  }

  @AfterAll
  static void forgetEmulator() {
    credentials.close();
  }

  @Test
  void everythingThatDashboardAndRulesAskForIsExported() throws Exception {
    String dashboard = Files.readString(DASHBOARD);
    String rules = Files.readString(RULES);
    assertThat(MetricReferences.count(dashboard)).isGreaterThan(30);
    assertThat(MetricReferences.count(rules)).isGreaterThan(15);

    LocalRun.Settings settings =
        new LocalRun.Settings(2, 600, null, ShippedModel.folder(), 1, false, 0, 0, null);
    List<Exported> jobs = new ArrayList<>();
    try (LocalRecording recording = LocalRecording.begin(settings.output());
        Simulation simulation = Simulation.start(settings.simulation(), Clock.systemUTC())) {
      try {
        jobs.add(submit("scaler", scaler(simulation, settings, recording)));
        jobs.add(submit("collector", collector(simulation)));
        Exported recorder = submit("recorder", recorder(simulation));
        jobs.add(recorder);
        Awaitility.await("all metrics are exported")
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(500))
            .ignoreExceptions()
            .untilAsserted(
                () -> {
                  assertThat(missing(dashboard + rules, jobs)).isEmpty();
                  assertThat(missing(recorderRules(rules), List.of(recorder))).isEmpty();
                });
        assertThat(missing("flink_taskmanager_job_madeUp", jobs)).isNotEmpty();
        assertThat(CloudWatchReferences.missing(Files.readString(TEMPLATE), exposition(jobs)))
            .isEmpty();
      } finally {
        for (Exported exported : jobs) {
          exported.end();
        }
      }
    }
  }

  private static String recorderRules(String rules) {
    String own = rules.substring(rules.indexOf("- name: prescale-recorder"));
    return own.substring(0, own.indexOf("- name: prescale-flink"));
  }

  private static Consumer<StreamExecutionEnvironment> scaler(
      Simulation simulation, LocalRun.Settings settings, LocalRecording recording) {
    return environment ->
        new LocalTopology(simulation, settings, recording)
            .addTo(environment)
            .sinkTo(new DiscardingSink<>())
            .uid("ignored");
  }

  private static Consumer<StreamExecutionEnvironment> collector(Simulation simulation) {
    OptionValues options =
        options(simulation, "--cloudwatch.endpoint=" + simulation.server().endpoint());
    return new LiveCollector(CollectorConfiguration.of(options), simulation.timeScale())::addTo;
  }

  private Consumer<StreamExecutionEnvironment> recorder(Simulation simulation) {
    OptionValues options =
        options(
            simulation,
            "--history.path=" + folder.resolve("history").toUri(),
            "--model.path=" + ShippedModel.folder().toUri(),
            "--decisions.stream=decisions",
            "--database.url=jdbc:h2:file:" + folder.resolve("log"));
    return new LiveRecorder(RecorderConfiguration.of(options))::addTo;
  }

  private static OptionValues options(Simulation simulation, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--metrics.stream=metrics");
    arguments.add("--autoscaling.endpoint=" + simulation.server().endpoint());
    arguments.add("--aws.region=" + KinesisEmulator.REGION);
    arguments.add("--kinesis.endpoint=" + KINESIS.endpoint());
    arguments.add("--kinesis.emulated=true");
    return OptionValues.gather(arguments.toArray(String[]::new), Map.of());
  }

  private static Exported submit(String name, Consumer<StreamExecutionEnvironment> graph)
      throws Exception {
    int port = freePort();
    Configuration configuration = EmbeddedCluster.configuration(1);
    configuration.setString(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    configuration.setString("metrics.reporter.prom.port", Integer.toString(port));
    EmbeddedCluster.enableCheckpoints(configuration, Duration.ofSeconds(1));
    StreamExecutionEnvironment environment = EmbeddedCluster.environment(1, configuration);
    graph.accept(environment);
    return new Exported(environment.executeAsync("exported-metrics-" + name), port);
  }

  private Set<String> missing(String references, List<Exported> jobs) throws Exception {
    return new TreeSet<>(MetricReferences.missing(references, exposition(jobs)));
  }

  private String exposition(List<Exported> jobs) throws Exception {
    StringBuilder all = new StringBuilder();
    for (Exported exported : jobs) {
      URI address = URI.create("http://localhost:" + exported.port() + "/metrics");
      HttpRequest request = HttpRequest.newBuilder(address).build();
      all.append(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
    return all.toString();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A job, and where its metrics are. */
  private record Exported(JobClient job, int port) {
    /** Returns when nothing of it runs any more that could miss the fleet. */
    void end() throws Exception {
      CompletableFuture<?> ended = job.getJobExecutionResult().handle((result, failure) -> result);
      job.cancel().get();
      ended.get(1, TimeUnit.MINUTES);
    }
  }
}
