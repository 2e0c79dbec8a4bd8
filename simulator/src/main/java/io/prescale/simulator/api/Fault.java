package io.prescale.simulator.api;

import java.time.Duration;

/**
 * Something that goes wrong with one request.
 *
 * @param kind what goes wrong
 * @param delay how long the request is held up first; zero except for {@link Kind#DELAY}
 */
public record Fault(Kind kind, Duration delay) {

  /** What can go wrong. */
  public enum Kind {
    /** Nothing: the request is served as usual. */
    NONE(0, "", ""),
    /** Served as usual, but late. */
    DELAY(0, "", ""),
    THROTTLE(400, "Throttling", "Rate exceeded"),
    INTERNAL_FAILURE(500, "InternalFailure", "The request processing has failed."),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable", "The service is temporarily unavailable."),
    RESOURCE_CONTENTION(
        500, "ResourceContention", "You already have a pending update to the group."),
    SCALING_ACTIVITY_IN_PROGRESS(
        400, "ScalingActivityInProgress", "A scaling activity is in progress for the group."),
    EXPIRED_TOKEN(403, "ExpiredToken", "The security token included in the request is expired"),
    ACCESS_DENIED(403, "AccessDenied", "User is not authorized to perform this action"),
    /** GetMetricData answers with half a page, and a token for the rest; others as usual. */
    PARTIAL_DATA(0, "", ""),
    /** GetMetricData gives no data for its first query, but an internal error; others as usual. */
    QUERY_ERROR(0, "", ""),
    /** The connection is closed before anything was done. */
    DROP_CONNECTION(0, "", ""),
    /** The request is carried out, but the connection is closed before the answer. */
    DROP_RESPONSE(0, "", "");

    private final int httpStatus;
    private final String code;
    private final String message;

    Kind(int httpStatus, String code, String message) {
      this.httpStatus = httpStatus;
      this.code = code;
      this.message = message;
    }

    /** Whether the request is answered by an error and not carried out. */
    public boolean isError() {
      return httpStatus != 0;
    }

    /** The error that the request is answered by. */
    public ApiException error() {
      return new ApiException(httpStatus, code, message);
    }
  }

  private static final Fault NONE = new Fault(Kind.NONE, Duration.ZERO);

  /** Nothing goes wrong. */
  public static Fault none() {
    return NONE;
  }

  /** A fault without delay. */
  public static Fault of(Kind kind) {
    return new Fault(kind, Duration.ZERO);
  }

  /** The request is served as usual, but late. */
  public static Fault delayed(Duration delay) {
    return new Fault(Kind.DELAY, delay);
  }
}
