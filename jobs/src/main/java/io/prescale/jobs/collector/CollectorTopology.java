package io.prescale.jobs.collector;

import io.prescale.connectors.collector.CloudWatchConnection;
import io.prescale.connectors.collector.CollectorSettings;
import io.prescale.connectors.collector.CollectorSource;
import io.prescale.connectors.collector.GroupRecord;
import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.domain.time.TimeScale;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The collector's graph: metrics from CloudWatch. One subtask asks, with several calls at a time:
 * CloudWatch's quotas, which all callers of an account share, are far below what one can do.
 */
public final class CollectorTopology {
  private CollectorTopology() {}

  /** Adds the source to the environment. */
  public static DataStream<GroupRecord> addTo(
      StreamExecutionEnvironment environment,
      CloudWatchConnection cloudWatch,
      AutoScalingConnection autoScaling,
      CollectorSettings settings,
      TimeScale timeScale) {
    return environment
        .fromSource(
            CollectorSource.of(cloudWatch, autoScaling, settings, timeScale),
            WatermarkStrategy.noWatermarks(),
            CollectorOperators.CLOUDWATCH)
        .uid(CollectorOperators.CLOUDWATCH)
        .setParallelism(1);
  }
}
