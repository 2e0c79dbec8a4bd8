package io.prescale.connectors.decisionlog;

import io.prescale.connectors.ConnectorMetrics;
import java.sql.SQLException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what becomes of the entries of the decision log. */
final class LogReport {
  private static final Logger LOG = LoggerFactory.getLogger(LogReport.class);

  private final Counter written;
  private final Counter refused;
  private final Counter retries;

  LogReport(MetricGroup operatorGroup) {
    MetricGroup metrics = ConnectorMetrics.group(operatorGroup);
    written = metrics.counter(ConnectorMetrics.LOG_ENTRIES);
    refused = metrics.counter(ConnectorMetrics.LOG_ENTRIES_REFUSED);
    retries = metrics.counter(ConnectorMetrics.LOG_RETRIES);
  }

  void written(int entries) {
    written.inc(entries);
  }

  /** Says why, but not what was in the entry, which the message of a batch would. */
  void refused(SQLException batch) {
    refused.inc();
    SQLException cause = batch;
    while (cause.getNextException() != null) {
      cause = cause.getNextException();
    }
    LOG.error(
        "The decision log refused an entry (SQL state {}): {}",
        cause.getSQLState(),
        cause.getMessage());
  }

  /** The first failure is an event worth a trace; those that follow say the same. */
  void unavailable(int attempt, Exception cause) {
    retries.inc();
    if (attempt == 1) {
      LOG.warn("The decision log is unavailable; its entries wait", cause);
    } else {
      LOG.warn("The decision log is unavailable, attempt {}: {}", attempt, cause.getMessage());
    }
  }

  void notCleaned(Exception cause) {
    LOG.warn(
        "Old rows of the decision log could not be deleted; tried again after the next batch: {}",
        cause.getMessage());
  }
}
