package io.prescale.domain.calendar;

/** One time that an event is in force. Immutable. */
public final class EventOccurrence {
  private final long start;
  private final long end;

  EventOccurrence(long start, long end) {
    this.start = start;
    this.end = end;
  }

  /** Epoch milliseconds. */
  public long start() {
    return start;
  }

  /** Epoch milliseconds, exclusive. */
  public long end() {
    return end;
  }
}
