package io.prescale.jobs;

import io.prescale.connectors.JvmRegistrations;
import io.prescale.jobs.configuration.OptionValues;
import io.prescale.jobs.configuration.RecorderConfiguration;
import io.prescale.jobs.configuration.RecorderParts;
import io.prescale.jobs.recorder.LiveRecorder;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recorder as a Flink job. Its options ({@link io.prescale.jobs.configuration.RecorderOptions})
 * come from arguments, a properties file ({@code --config FILE}) or the managed service's property
 * group {@code prescale}.
 */
public final class RecorderJob {
  /** Name of the job in Flink's web UI; of one that records a part, {@link #name} says it. */
  public static final String NAME = "prescale-recorder";

  private static final Logger LOG = LoggerFactory.getLogger(RecorderJob.class);

  private RecorderJob() {}

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
    RecorderConfiguration configuration = RecorderConfiguration.of(given);
    String name = name(configuration.parts());
    LOG.info("Starting {} with {}", name, configuration);
    LiveRecorder recorder = new LiveRecorder(configuration);
    try {
      recorder.requireResources();
      StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
      recorder.addTo(environment);
      environment.execute(name);
    } finally {
      JvmRegistrations.removeAtEndOfMain();
    }
  }

  static String name(RecorderParts parts) {
    return NAME + parts.suffix();
  }
}
