package io.prescale.jobs;

import io.prescale.connectors.JvmRegistrations;
import io.prescale.jobs.configuration.OptionValues;
import io.prescale.jobs.configuration.ScalerConfiguration;
import io.prescale.jobs.scaler.LiveScaler;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scaler as a Flink job. Its options ({@link io.prescale.jobs.configuration.ScalerOptions})
 * come from arguments, a properties file ({@code --config FILE}) or the managed service's property
 * group {@code prescale}.
 */
public final class PredictiveScalingJob {
  /** Name of the job in Flink's web UI. */
  public static final String NAME = "prescale-scaler";

  private static final Logger LOG = LoggerFactory.getLogger(PredictiveScalingJob.class);

  private PredictiveScalingJob() {}

  /**
   * Submits the job.
   *
   * @throws io.prescale.jobs.configuration.ConfigurationException naming all problems of the
   *     options
   * @throws io.prescale.connectors.kinesis.UnusableStreamException naming the streams that are
   *     missing or forbidden
   * @throws io.prescale.connectors.files.UnusablePathException naming the paths that cannot be used
   */
  public static void main(String[] arguments) throws Exception {
    submit(OptionValues.gather(arguments, ManagedService.propertyGroups()));
  }

  static void submit(OptionValues given) throws Exception {
    ScalerConfiguration configuration = ScalerConfiguration.of(given);
    LOG.info("Starting {} with {}", NAME, configuration);
    LiveScaler scaler = new LiveScaler(configuration);
    try {
      scaler.requireResources();
      StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
      scaler.addTo(environment);
      environment.execute(NAME);
    } finally {
      JvmRegistrations.removeAtEndOfMain();
    }
  }
}
