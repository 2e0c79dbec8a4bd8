package io.prescale.connectors.polling;

import java.io.Serializable;

/**
 * Makes a poller where it is to run.
 *
 * @param <T> what the poller tells
 */
@FunctionalInterface
public interface PollerFactory<T> extends Serializable {
  Poller<T> create();
}
