package io.prescale.connectors.cloudwatch;

/** The output formats of CloudWatch metric streams that can be read. */
public enum RecordFormat {
  /** Whichever of the others a record is in. */
  AUTO,
  /** Objects in JSON, one to a line. */
  JSON,
  /** OpenTelemetry 1.0.0: protobuf messages, each after its length. */
  OPENTELEMETRY;

  private static final int VARINT_BITS = 7;
  private static final int LONGEST_VARINT = 5;

  /** The first byte of every message: field 1 of ExportMetricsServiceRequest, length-delimited. */
  private static final byte FIRST_FIELD = 0x0A;

  /**
   * The format of a record, told by its first bytes.
   *
   * <p>A message of OpenTelemetry begins with its length and then {@code 0x0A}. That cannot be JSON
   * unless the length looks like white space or an opening brace; then the record is OpenTelemetry
   * only if the lengths fill it exactly.
   */
  static RecordFormat of(byte[] record) {
    int message = endOfLength(record, 0);
    if (message < 0 || message >= record.length || record[message] != FIRST_FIELD) {
      return JSON;
    }
    boolean mayBeJson = record[0] == '{' || Character.isWhitespace(record[0]);
    return !mayBeJson || isFilledByMessages(record) ? OPENTELEMETRY : JSON;
  }

  private static boolean isFilledByMessages(byte[] record) {
    int position = 0;
    while (position < record.length) {
      int message = endOfLength(record, position);
      if (message < 0) {
        return false;
      }
      long next = message + lengthAt(record, position);
      if (next > record.length || message < record.length && record[message] != FIRST_FIELD) {
        return false;
      }
      position = (int) next;
    }
    return true;
  }

  /** Where the varint that begins at the position ends, or -1 where there is none. */
  static int endOfLength(byte[] record, int position) {
    int last = Math.min(record.length, position + LONGEST_VARINT);
    for (int index = position; index < last; index++) {
      if (record[index] >= 0) {
        return index + 1;
      }
    }
    return -1;
  }

  /** The unsigned varint that begins at the position, which must be there. */
  static long lengthAt(byte[] record, int position) {
    long length = 0;
    int index = position;
    int shift = 0;
    while (true) {
      length |= (long) (record[index] & 0x7F) << shift;
      if (record[index] >= 0) {
        return length;
      }
      index++;
      shift += VARINT_BITS;
    }
  }
}
