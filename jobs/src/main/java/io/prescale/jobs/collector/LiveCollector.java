package io.prescale.jobs.collector;

import io.prescale.connectors.collector.CloudWatchConnection;
import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.connectors.kinesis.KinesisConnection;
import io.prescale.connectors.kinesis.MetricStreamSink;
import io.prescale.domain.time.TimeScale;
import io.prescale.jobs.configuration.CollectorConfiguration;
import io.prescale.jobs.configuration.CollectorOptions;
import java.net.URI;
import java.util.Objects;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The collector between CloudWatch and Kinesis. */
public final class LiveCollector {
  private final CollectorConfiguration configuration;
  private final TimeScale timeScale;

  /** Connects what the options name. */
  public LiveCollector(CollectorConfiguration configuration) {
    this(configuration, configuration.timeScale());
  }

  /**
   * Connects what the options name.
   *
   * @param timeScale the time that the metrics live in
   */
  public LiveCollector(CollectorConfiguration configuration, TimeScale timeScale) {
    this.configuration = Objects.requireNonNull(configuration, "configuration");
    this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
  }

  /** Adds source and sink to the environment. */
  public void addTo(StreamExecutionEnvironment environment) {
    CollectorTopology.addTo(
            environment, cloudWatch(), autoScaling(), configuration.settings(), timeScale)
        .sinkTo(MetricStreamSink.to(kinesis(), configuration.get(CollectorOptions.METRICS_STREAM)))
        .uid(CollectorOperators.METRICS_STREAM)
        .name(CollectorOperators.METRICS_STREAM)
        .setParallelism(1);
  }

  private CloudWatchConnection cloudWatch() {
    CloudWatchConnection connection =
        CloudWatchConnection.inRegion(configuration.get(CollectorOptions.AWS_REGION));
    return configuration
        .find(CollectorOptions.CLOUDWATCH_ENDPOINT)
        .map(endpoint -> connection.withEndpoint(URI.create(endpoint)))
        .orElse(connection);
  }

  private AutoScalingConnection autoScaling() {
    AutoScalingConnection connection =
        AutoScalingConnection.inRegion(configuration.get(CollectorOptions.AWS_REGION));
    return configuration
        .find(CollectorOptions.AUTO_SCALING_ENDPOINT)
        .map(endpoint -> connection.withEndpoint(URI.create(endpoint)))
        .orElse(connection);
  }

  private KinesisConnection kinesis() {
    KinesisConnection connection =
        KinesisConnection.of(configuration.get(CollectorOptions.AWS_REGION));
    boolean emulated = configuration.get(CollectorOptions.KINESIS_EMULATED);
    return configuration
        .find(CollectorOptions.KINESIS_ENDPOINT)
        .map(at -> emulated ? connection.atEmulator(at) : connection.at(at))
        .orElse(connection);
  }
}
