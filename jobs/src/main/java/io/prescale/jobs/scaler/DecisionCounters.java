package io.prescale.jobs.scaler;

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
    MetricGroup decisions = metrics.addGroup(ScalerMetrics.DECISIONS);
    for (ScalingAction action : ScalingAction.values()) {
      byAction.put(action, decisions.counter(action.name()));
    }
    for (Reason reason : Reason.values()) {
      byReason.put(reason, decisions.counter(reason.name()));
    }
  }

  void count(ScalingDecision decision) {
    byAction.get(decision.action).inc();
    byReason.get(decision.reason).inc();
  }
}
