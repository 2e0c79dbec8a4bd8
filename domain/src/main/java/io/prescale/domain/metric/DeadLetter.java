package io.prescale.domain.metric;

/** A record, or a part of one, that could not be used, with the reason. A stream record. */
public class DeadLetter {
  /** Bytes of the record that are kept. */
  public static final int EXCERPT_BYTES = 1024;

  /** Why it could not be used. */
  public enum Reason {
    /** The record holds no bytes, or only white space. */
    EMPTY_RECORD,
    /** Not UTF-8. */
    NOT_UTF8,
    /** Not JSON, or cut off. */
    MALFORMED_JSON,
    /** JSON, but a field of the contract is missing. */
    MISSING_FIELD,
    /** A field of the contract has the wrong type. */
    WRONG_TYPE,
    /** NaN, infinite or negative where that makes no sense, or a count of zero. */
    INVALID_VALUE,
    /** Time stamp not after 1970, or further in the future than clocks differ. */
    INVALID_TIMESTAMP,
    /** Usable, but for a slot that may no longer be revised. */
    TOO_LATE,
    /** Not an OpenTelemetry message, or cut off. */
    MALFORMED_OPENTELEMETRY
  }

  public Reason reason;

  /** What was wrong, naming the field where there is one. */
  public String detail;

  /** The first {@value #EXCERPT_BYTES} bytes of the record, unreadable ones replaced. */
  public String excerpt;

  public DeadLetter() {}

  public DeadLetter(Reason reason, String detail, String excerpt) {
    this.reason = reason;
    this.detail = detail;
    this.excerpt = excerpt;
  }

  @Override
  public String toString() {
    return reason + ": " + detail;
  }
}
