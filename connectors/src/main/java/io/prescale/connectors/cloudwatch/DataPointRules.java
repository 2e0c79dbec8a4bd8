package io.prescale.connectors.cloudwatch;

/** What a data point must keep to, in whatever format it comes. */
final class DataPointRules {
  /** Above this a double no longer counts single units: no fleet adds up to it, an error does. */
  static final double LARGEST = 0x1p53;

  /** The dimension that may stand beside that of a target group. */
  static final String LOAD_BALANCER = "LoadBalancer";

  private DataPointRules() {}

  /**
   * What is wrong with the statistics of a period, or null.
   *
   * @param prefix of the names of the two fields
   */
  static Problem valueProblem(String prefix, double count, double sum) {
    if (!(count > 0 && count <= LARGEST)) {
      return Problem.invalidValue(
          prefix + "count", "must be above 0 and at most 2^53, but is " + count);
    }
    if (!(sum >= 0 && sum <= LARGEST)) {
      return Problem.invalidValue(prefix + "sum", "must be from 0 to 2^53, but is " + sum);
    }
    return null;
  }

  /** What is wrong with the start of a period, in epoch milliseconds, or null. */
  static Problem timestampProblem(long timestamp, long latestTimestamp) {
    if (timestamp <= 0) {
      return Problem.invalidTimestamp("must be after 1970, but is " + timestamp);
    }
    if (timestamp > latestTimestamp) {
      return Problem.invalidTimestamp(
          timestamp
              + " lies further in the future than "
              + latestTimestamp
              + ", which clocks allow");
    }
    return null;
  }
}
