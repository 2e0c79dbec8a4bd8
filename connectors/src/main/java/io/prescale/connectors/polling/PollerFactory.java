package io.prescale.connectors.polling;

import java.io.Serializable;
import org.apache.flink.metrics.MetricGroup;

/**
 * Makes a poller where it is to run.
 *
 * @param <T> what the poller tells
 */
@FunctionalInterface
public interface PollerFactory<T> extends Serializable {
  Poller<T> create();

  /**
   * Makes a poller that reports of itself.
   *
   * @param metrics the source's own group
   */
  default Poller<T> create(MetricGroup metrics) {
    return create();
  }
}
