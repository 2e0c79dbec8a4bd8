package io.prescale.connectors.collector;

import io.prescale.connectors.cloudwatch.MetricRecordEncoder;
import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.connectors.fleet.FleetPoller;
import io.prescale.connectors.polling.PollSchedule;
import io.prescale.connectors.polling.Poller;
import io.prescale.connectors.polling.PollerFactory;
import io.prescale.connectors.polling.PollingSource;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.time.TimeScale;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** The metrics of the tagged fleet, read from CloudWatch, as a source. */
public final class CollectorSource {
  /** What stands in {@code metric_stream_name} of the records. */
  public static final String METRIC_STREAM_NAME = "prescale-collector";

  private static final String SUBJECT = "metrics";
  private static final String ACCOUNT_NOT_KNOWN = "";
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);

  private CollectorSource() {}

  /**
   * The source; to be given a parallelism of 1.
   *
   * @param timeScale the time that the metrics live in
   */
  public static PollingSource<GroupRecord> of(
      CloudWatchConnection cloudWatch,
      AutoScalingConnection autoScaling,
      CollectorSettings settings,
      TimeScale timeScale) {
    PollerFactory<FleetUpdate> fleet = FleetPoller.factory(autoScaling, (tags, group) -> {});
    return new PollingSource<>(
        SUBJECT,
        TypeInformation.of(GroupRecord.class),
        new Pollers(cloudWatch, fleet, settings, timeScale),
        PollSchedule.every(INTERVAL, MAX_BACKOFF));
  }

  private static final class Pollers implements PollerFactory<GroupRecord> {
    private static final long serialVersionUID = 1L;

    private final CloudWatchConnection cloudWatch;
    private final PollerFactory<FleetUpdate> fleet;
    private final CollectorSettings settings;
    private final TimeScale timeScale;

    private Pollers(
        CloudWatchConnection cloudWatch,
        PollerFactory<FleetUpdate> fleet,
        CollectorSettings settings,
        TimeScale timeScale) {
      this.cloudWatch = Objects.requireNonNull(cloudWatch, "cloudWatch");
      this.fleet = fleet;
      this.settings = Objects.requireNonNull(settings, "settings");
      this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
    }

    @Override
    public Poller<GroupRecord> create() {
      return create(new UnregisteredMetricsGroup());
    }

    @Override
    public Poller<GroupRecord> create(MetricGroup metrics) {
      CollectorCounters counters = new CollectorCounters(metrics);
      CallPacer pacer =
          new CallPacer(
              settings.callsPerSecond(),
              System::nanoTime,
              () -> ThreadLocalRandom.current().nextDouble());
      MetricReader reader =
          new CloudWatchReader(
              cloudWatch.openClient(),
              pacer,
              counters,
              (int) (settings.periodMillis() / Duration.ofSeconds(1).toMillis()));
      return CollectorPoller.of(
          fleet.create(metrics),
          reader,
          settings,
          new CollectorTime(timeScale, Clock.systemUTC()),
          new MetricRecordEncoder(METRIC_STREAM_NAME, ACCOUNT_NOT_KNOWN, cloudWatch.region()),
          counters);
    }
  }
}
