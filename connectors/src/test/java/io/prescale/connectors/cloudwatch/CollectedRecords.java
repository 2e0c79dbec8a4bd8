package io.prescale.connectors.cloudwatch;

import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.MetricEvent;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a decoder finds. */
final class CollectedRecords implements DecodedRecords {
  final List<MetricEvent> events = new ArrayList<>();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  int ignored;

  @Override
  public void event(MetricEvent event) {
    events.add(event);
  }

  @Override
  public void deadLetter(DeadLetter deadLetter) {
    deadLetters.add(deadLetter);
  }

  @Override
  public void ignored() {
    ignored++;
  }
}
