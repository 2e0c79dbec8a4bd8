package io.prescale.jobs.scaler;

import io.prescale.connectors.polling.FirstSnapshotWatermarks;
import io.prescale.connectors.polling.PollSchedule;
import io.prescale.connectors.polling.PollerFactory;
import io.prescale.connectors.polling.PollingSource;
import io.prescale.connectors.polling.SilentPoller;
import java.time.Duration;
import java.util.Collection;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Adds side streams to an environment: each by one subtask, under its identifier. */
public final class PolledStreams {
  private static final Duration ONCE = Duration.ofSeconds(1);

  private PolledStreams() {}

  /** A stream that polls for ever. */
  public static <T> DataStream<T> add(
      StreamExecutionEnvironment environment,
      String operator,
      TypeInformation<T> type,
      PollerFactory<T> poller,
      Duration interval,
      WatermarkStrategy<T> watermarks) {
    return environment
        .fromSource(
            new PollingSource<>(operator, type, poller, PollSchedule.every(interval)),
            watermarks,
            operator)
        .uid(operator)
        .setParallelism(1);
  }

  /** A stream that never says anything, never ends, and never holds event time back. */
  public static <T> DataStream<T> none(
      StreamExecutionEnvironment environment, String operator, TypeInformation<T> type) {
    return add(
        environment,
        operator,
        type,
        SilentPoller.factory(),
        Duration.ofDays(1),
        FirstSnapshotWatermarks.ofNothing());
  }

  /** A stream of these records, which then ends: for bounded runs. */
  public static <T> DataStream<T> of(
      StreamExecutionEnvironment environment,
      String operator,
      TypeInformation<T> type,
      Collection<T> records) {
    if (records.isEmpty()) {
      return environment
          .fromSource(
              new PollingSource<>(
                  operator, type, SilentPoller.factory(), PollSchedule.once(1, ONCE)),
              WatermarkStrategy.noWatermarks(),
              operator)
          .uid(operator)
          .setParallelism(1);
    }
    return environment.fromData(records, type).uid(operator).name(operator).setParallelism(1);
  }
}
