package io.prescale.connectors.polling;

import java.util.List;

/**
 * Stands in for a poller where there is nothing to ask. Keeps no state, so that a job which is
 * restored with a real one in its place begins that one anew.
 *
 * @param <T> what it would tell
 */
public final class SilentPoller<T> implements Poller<T> {
  private SilentPoller() {}

  /** Pollers that never tell anything. */
  public static <T> PollerFactory<T> factory() {
    return SilentPoller::new;
  }

  @Override
  public void open(byte[] state) {}

  @Override
  public PollResult<T> poll() {
    return new PollResult<>(List.of(), null);
  }

  @Override
  public void close() {}
}
