package io.prescale.connectors.cloudwatch;

import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.MetricEvent;

/** Where a {@link MetricRecordDecoder} puts what it finds in a record. */
public interface DecodedRecords {
  /** A data point of one of the signals. The event is the receiver's to keep. */
  void event(MetricEvent event);

  /** A line that cannot be used, or a whole record. */
  void deadLetter(DeadLetter deadLetter);

  /** A valid data point of a metric, or of a combination of dimensions, that is not read. */
  void ignored();
}
