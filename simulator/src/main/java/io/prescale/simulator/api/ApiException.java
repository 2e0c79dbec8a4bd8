package io.prescale.simulator.api;

/** A refusal as the AWS APIs word it. */
public final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int httpStatus;

  public ApiException(int httpStatus, String code, String message) {
    super(message);
    this.code = code;
    this.httpStatus = httpStatus;
  }

  /** The request asks for something that the group or the API does not allow. */
  public static ApiException validation(String message) {
    return new ApiException(400, "ValidationError", message);
  }

  /** There is no such group. */
  public static ApiException unknownGroup(String group) {
    return validation("AutoScalingGroup name not found - " + group);
  }

  /** The group is busy with an earlier activity, or cools down from it. */
  public static ApiException scalingActivityInProgress(String message) {
    return new ApiException(400, "ScalingActivityInProgress", message);
  }

  /** The error code, such as {@code ValidationError}. */
  public String code() {
    return code;
  }

  public int httpStatus() {
    return httpStatus;
  }
}
