package io.prescale.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.cli.EmbeddedCluster;
import io.prescale.connectors.collector.CloudWatchConnection;
import io.prescale.connectors.collector.CollectorSettings;
import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.deploy.CloudWatchReferences;
import io.prescale.deploy.MetricReferences;
import io.prescale.jobs.collector.CollectorTopology;
import io.prescale.testing.ShippedModel;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Dashboard and alert rules ask for metrics that the jobs export: scaler and collector run on a
 * simulated fleet, with the Prometheus reporter as in production, which is then asked over HTTP.
 */
class ExportedMetricsIT {
  private static final Path DEPLOY = Path.of(System.getProperty("prescale.root", ".."), "deploy");
  private static final Path DASHBOARD = DEPLOY.resolve("grafana/prescale.json");
  private static final Path TEMPLATE = DEPLOY.resolve("managed-flink/template.yaml");
  private static final Path RULES = DEPLOY.resolve("prometheus/alerts.yaml");

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void everythingThatDashboardAndRulesAskForIsExported() throws Exception {
    String dashboard = Files.readString(DASHBOARD);
    String rules = Files.readString(RULES);
    assertThat(MetricReferences.count(dashboard)).isGreaterThan(30);
    assertThat(MetricReferences.count(rules)).isGreaterThan(15);

    int port = freePort();
    LocalRun.Settings settings =
        new LocalRun.Settings(2, 600, null, ShippedModel.folder(), 1, false, 0, 0, null);
    try (LocalRecording recording = LocalRecording.begin(settings.output());
        Simulation simulation = Simulation.start(settings.simulation(), Clock.systemUTC())) {
      JobClient job = start(simulation, settings, recording, port);
      try {
        Awaitility.await("all metrics are exported")
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(500))
            .ignoreExceptions()
            .untilAsserted(() -> assertThat(missing(dashboard + rules, port)).isEmpty());
        assertThat(missing("flink_taskmanager_job_madeUp", port)).isNotEmpty();
        assertThat(CloudWatchReferences.missing(Files.readString(TEMPLATE), exposition(port)))
            .isEmpty();
      } finally {
        job.cancel().get();
      }
    }
  }

  private static JobClient start(
      Simulation simulation, LocalRun.Settings settings, LocalRecording recording, int port)
      throws Exception {
    Configuration configuration = EmbeddedCluster.configuration(1);
    configuration.setString(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    configuration.setString("metrics.reporter.prom.port", Integer.toString(port));
    EmbeddedCluster.enableCheckpoints(configuration, Duration.ofSeconds(1));
    StreamExecutionEnvironment environment = EmbeddedCluster.environment(1, configuration);
    new LocalTopology(simulation, settings, recording)
        .addTo(environment)
        .sinkTo(new DiscardingSink<>())
        .uid("ignored");
    URI endpoint = simulation.server().endpoint();
    CollectorTopology.addTo(
            environment,
            CloudWatchConnection.toEmulator(endpoint, "us-east-1"),
            AutoScalingConnection.toEmulator(endpoint, "us-east-1"),
            CollectorSettings.ofFiveMinutes(),
            simulation.timeScale())
        .sinkTo(new DiscardingSink<>())
        .uid("collected");
    return environment.executeAsync("exported-metrics");
  }

  private Set<String> missing(String references, int port) throws Exception {
    return new TreeSet<>(MetricReferences.missing(references, exposition(port)));
  }

  private String exposition(int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
