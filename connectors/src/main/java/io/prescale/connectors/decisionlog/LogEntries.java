package io.prescale.connectors.decisionlog;

import io.prescale.decisionlog.DecisionLogWriter;
import java.io.IOException;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.List;

/**
 * One kind of entry of the decision log: how it waits and how it is written.
 *
 * @param <T> type of the records
 */
interface LogEntries<T> extends Serializable {
  /** The record as it waits, also in checkpoints: the format may only grow. */
  byte[] toBytes(T entry);

  /** The record again. */
  T fromBytes(byte[] bytes) throws IOException;

  /** Writes records in one transaction; writing them again must change nothing. */
  void write(DecisionLogWriter writer, List<T> entries) throws SQLException;
}
