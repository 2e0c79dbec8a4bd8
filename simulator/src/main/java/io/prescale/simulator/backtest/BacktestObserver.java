package io.prescale.simulator.backtest;

import io.prescale.domain.policy.ScalingDecision;
import io.prescale.simulator.metric.MetricDatum;
import java.util.List;

/** Watches a backtest. May be called from several threads, each for other series. */
public interface BacktestObserver {
  /** Sees nothing. */
  static BacktestObserver none() {
    return new BacktestObserver() {};
  }

  /** So many simulated minutes of a policy have passed since the last call. */
  default void passed(int minutes) {}

  /** Whether {@link #published} and {@link #decided} want to be told of this policy. */
  default boolean follows(String series, PolicyName policy) {
    return false;
  }

  /** The data points of one minute of a group that is followed. */
  default void published(String series, PolicyName policy, List<MetricDatum> data) {}

  /** A decision of {@code prescale-step} or {@code prescale-target} that is followed. */
  default void decided(String series, PolicyName policy, ScalingDecision decision) {}
}
