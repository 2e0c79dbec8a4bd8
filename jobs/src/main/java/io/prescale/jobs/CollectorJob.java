package io.prescale.jobs;

import io.prescale.connectors.JvmRegistrations;
import io.prescale.jobs.collector.LiveCollector;
import io.prescale.jobs.configuration.CollectorConfiguration;
import io.prescale.jobs.configuration.OptionValues;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The collector as a Flink job: metrics of the tagged fleet from CloudWatch to the Kinesis stream
 * that the scaler reads. Its options ({@link io.prescale.jobs.configuration.CollectorOptions}) come
 * from arguments, a properties file ({@code --config FILE}) or the managed service's property group
 * {@code prescale}.
 */
public final class CollectorJob {
  /** Name of the job in Flink's web UI. */
  public static final String NAME = "prescale-collector";

  private static final Logger LOG = LoggerFactory.getLogger(CollectorJob.class);

  private CollectorJob() {}

  /**
   * Submits the job.
   *
   * @throws io.prescale.jobs.configuration.ConfigurationException naming all problems of the
   *     options
   * @throws io.prescale.connectors.kinesis.UnusableStreamException naming the streams that are
   *     missing or forbidden
   */
  public static void main(String[] arguments) throws Exception {
    submit(OptionValues.gather(arguments, ManagedService.propertyGroups()));
  }

  static void submit(OptionValues given) throws Exception {
    CollectorConfiguration configuration = CollectorConfiguration.of(given);
    LOG.info("Starting {} with {}", NAME, configuration);
    LiveCollector collector = new LiveCollector(configuration);
    try {
      collector.requireStreams();
      StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
      collector.addTo(environment);
      environment.execute(NAME);
    } finally {
      JvmRegistrations.removeAtEndOfMain();
    }
  }
}
