package io.prescale.connectors.autoscaling;

import io.prescale.connectors.ConnectorMetrics;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what becomes of commands. Thread-safe. */
final class CommandReport implements CommandListener {
  private static final Logger LOG = LoggerFactory.getLogger(AutoScalingSink.class);

  private final Map<CommandOutcome, Counter> outcomes = new EnumMap<>(CommandOutcome.class);
  private final Counter retries;
  private final Counter sendErrors;

  CommandReport(SinkWriterMetricGroup metrics) {
    MetricGroup group = ConnectorMetrics.group(metrics);
    for (CommandOutcome outcome : CommandOutcome.values()) {
      outcomes.put(
          outcome,
          group
              .addGroup(ConnectorMetrics.OUTCOME, outcome.name().toLowerCase(Locale.ROOT))
              .counter(ConnectorMetrics.COMMANDS, new ThreadSafeSimpleCounter()));
    }
    retries = group.counter(ConnectorMetrics.COMMAND_RETRIES, new ThreadSafeSimpleCounter());
    sendErrors = metrics.getNumRecordsSendErrorsCounter();
  }

  @Override
  public void retrying(ScalingCommand command, int attempts, long backoffMillis, String reason) {
    retries.inc();
    LOG.warn(
        "Command {}: attempt {} failed, next in {} ms: {}",
        command,
        attempts,
        backoffMillis,
        reason);
  }

  @Override
  public void finished(ScalingCommand command, AttemptResult result) {
    CommandOutcome outcome = result.outcome();
    outcomes.get(outcome).inc();
    switch (outcome.severity()) {
      case NORMAL:
        LOG.info("Command {}: {}, {}", command, outcome, result.reason());
        break;
      case WARNING:
        LOG.warn("Command {}: {}, {}", command, outcome, result.reason());
        break;
      case FAILURE:
        countSendError();
        LOG.error("Command {}: {}, {}", command, outcome, result.reason(), result.cause());
        break;
    }
  }

  /** Flink's own counters are for one thread. */
  private synchronized void countSendError() {
    sendErrors.inc();
  }
}
