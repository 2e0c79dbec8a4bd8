package io.prescale.jobs.scaler;

import io.prescale.connectors.ConnectorMetrics;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts decisions by action and by reason. */
final class DecisionCounters {
  private final Map<ScalingAction, Counter> byAction = new EnumMap<>(ScalingAction.class);
  private final Map<Reason, Counter> byReason = new EnumMap<>(Reason.class);

  DecisionCounters(MetricGroup metrics) {
    for (ScalingAction action : ScalingAction.values()) {
      MetricGroup ofAction = metrics.addGroup(ScalerMetrics.ACTION, action.name());
      byAction.put(action, ofAction.counter(ScalerMetrics.DECISIONS));
    }
    for (Reason reason : Reason.values()) {
      MetricGroup ofReason = metrics.addGroup(ConnectorMetrics.REASON, reason.name());
      byReason.put(reason, ofReason.counter(ScalerMetrics.DECISIONS));
    }
  }

  void count(ScalingDecision decision) {
    byAction.get(decision.action).inc();
    byReason.get(decision.reason).inc();
  }
}
