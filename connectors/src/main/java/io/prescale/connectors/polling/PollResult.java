package io.prescale.connectors.polling;

import java.util.List;

/**
 * What a good poll gave.
 *
 * @param <T> type of the records
 */
public final class PollResult<T> {
  private final List<T> records;
  private final byte[] state;

  /**
   * @param records to emit, in this order; perhaps none
   * @param state in force when all of them are emitted; not to be changed afterwards
   */
  public PollResult(List<T> records, byte[] state) {
    this.records = List.copyOf(records);
    this.state = state;
  }

  public List<T> records() {
    return records;
  }

  public byte[] state() {
    return state;
  }
}
