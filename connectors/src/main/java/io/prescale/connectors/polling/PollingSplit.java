package io.prescale.connectors.polling;

import org.apache.flink.api.connector.source.SourceSplit;

/** The one split of a polling source: the state of its poller. Immutable. */
public final class PollingSplit implements SourceSplit {
  private static final String ID = "poller";

  private final byte[] state;

  /**
   * @param state of the last poll that was fully emitted; {@code null} before the first
   */
  PollingSplit(byte[] state) {
    this.state = state;
  }

  byte[] state() {
    return state;
  }

  @Override
  public String splitId() {
    return ID;
  }
}
