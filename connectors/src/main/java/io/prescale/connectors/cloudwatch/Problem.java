package io.prescale.connectors.cloudwatch;

import io.prescale.domain.metric.DeadLetter;

/** What is wrong with an object: the reason, and a sentence that names the field. */
final class Problem {
  final DeadLetter.Reason reason;
  final String detail;

  private Problem(DeadLetter.Reason reason, String detail) {
    this.reason = reason;
    this.detail = detail;
  }

  static Problem missing(String field) {
    return new Problem(DeadLetter.Reason.MISSING_FIELD, field + " is missing");
  }

  static Problem wrongType(String field, String expected, String found) {
    return new Problem(
        DeadLetter.Reason.WRONG_TYPE, field + ": expected " + expected + ", found " + found);
  }

  static Problem invalidValue(String field, String detail) {
    return new Problem(DeadLetter.Reason.INVALID_VALUE, field + " " + detail);
  }

  static Problem invalidTimestamp(String detail) {
    return new Problem(DeadLetter.Reason.INVALID_TIMESTAMP, "timestamp " + detail);
  }

  static Problem malformed(String detail) {
    return new Problem(DeadLetter.Reason.MALFORMED_JSON, detail);
  }

  static Problem malformedOpenTelemetry(String detail) {
    return new Problem(DeadLetter.Reason.MALFORMED_OPENTELEMETRY, detail);
  }
}
