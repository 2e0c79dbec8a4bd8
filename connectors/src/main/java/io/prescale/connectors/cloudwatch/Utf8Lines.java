package io.prescale.connectors.cloudwatch;

import io.prescale.domain.metric.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Walks the lines of a record without copying them. Not thread-safe; reused from record to record.
 */
final class Utf8Lines {
  private final CharsetDecoder strictDecoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  private byte[] record = new byte[0];
  private int next;
  private int number;
  private int start;
  private int end;
  private boolean ascii;

  void reset(byte[] newRecord) {
    record = newRecord;
    next = 0;
    number = 0;
  }

  /** Goes to the next line that holds more than white space; false after the last one. */
  boolean advance() {
    while (next < record.length) {
      scanLine();
      if (start < end) {
        return true;
      }
    }
    return false;
  }

  private void scanLine() {
    number++;
    start = next;
    int position = next;
    int seen = 0;
    while (position < record.length && record[position] != '\n') {
      seen |= record[position];
      position++;
    }
    next = position + 1;
    end = position;
    ascii = seen >= 0;
    while (start < end && isBlank(record[start])) {
      start++;
    }
    while (end > start && isBlank(record[end - 1])) {
      end--;
    }
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\t' || value == '\r';
  }

  /** Number of the line in its record, from 1. */
  int number() {
    return number;
  }

  int start() {
    return start;
  }

  int length() {
    return end - start;
  }

  boolean isUtf8() {
    if (ascii) {
      return true;
    }
    try {
      strictDecoder.decode(ByteBuffer.wrap(record, start, end - start));
      return true;
    } catch (CharacterCodingException invalid) {
      return false;
    }
  }

  /** The first bytes of the line, unreadable ones replaced. */
  String excerpt() {
    int length = Math.min(end - start, DeadLetter.EXCERPT_BYTES);
    return new String(record, start, length, StandardCharsets.UTF_8);
  }
}
