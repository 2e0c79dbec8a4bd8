package io.prescale.connectors.polling;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a good poll gave.
 *
 * @param <T> type of the records
 */
public final class PollResult<T> {
  private final List<T> records;
  private final byte[] state;
  private final OptionalLong pauseMillis;

  /**
   * @param records to emit, in this order; perhaps none
   * @param state in force when all of them are emitted; not to be changed afterwards
   */
  public PollResult(List<T> records, byte[] state) {
    this(List.copyOf(records), state, OptionalLong.empty());
  }

  private PollResult(List<T> records, byte[] state, OptionalLong pauseMillis) {
    this.records = records;
    this.state = state;
    this.pauseMillis = pauseMillis;
  }

  /**
   * The same, with the next poll at a time of its own instead of that of the schedule.
   *
   * @param millis on the machine's clock, after this result was taken
   */
  public PollResult<T> thenAfter(long millis) {
    return new PollResult<>(records, state, OptionalLong.of(millis));
  }

  public List<T> records() {
    return records;
  }

  public byte[] state() {
    return state;
  }

  /** How long to wait before the next poll, if it is not the schedule's to say; milliseconds. */
  OptionalLong pauseMillis() {
    return pauseMillis;
  }
}
