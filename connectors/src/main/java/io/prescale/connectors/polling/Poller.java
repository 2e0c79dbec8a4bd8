package io.prescale.connectors.polling;

import java.io.IOException;

/**
 * Asks something outside, again and again, and tells what is new. Used by one thread only.
 *
 * <p>After a restore it is opened with the state of the last poll that was fully emitted. Operators
 * that are joined with it may have lost nothing, but it cannot know that: it tells everything that
 * is in force again.
 *
 * @param <T> what it tells
 */
public interface Poller<T> extends AutoCloseable {
  /**
   * Called once, before the first poll. What it throws fails the job: it is for what no later
   * attempt will mend.
   *
   * @param state as a former instance gave it, or {@code null} at a first start
   */
  void open(byte[] state) throws IOException;

  /**
   * Asks once.
   *
   * @return what is new, perhaps nothing
   * @throws Exception if there is no answer, or none to be trusted; nothing may have changed in
   *     this instance then. The message is logged
   */
  PollResult<T> poll() throws Exception;

  /** Lets go of what it holds. */
  @Override
  void close();
}
