package io.prescale.connectors.autoscaling;

import io.prescale.connectors.fleet.KillSwitchUnknownException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Which failures of the Auto Scaling API pass, and what becomes of a command that meets one that
 * does not. The first row that fits decides.
 */
final class ApiFailures {
  /** {@code null} as outcome: it may pass, try again. */
  private static final CommandOutcome RETRY = null;

  private static final List<Row> TABLE =
      List.of(
          code(RETRY, "ScalingActivityInProgress", "ScalingActivityInProgressFault"),
          code(RETRY, "ResourceContention", "ResourceContentionFault"),
          code(RETRY, "Throttling", "ThrottlingException", "RequestThrottled"),
          code(RETRY, "RequestLimitExceeded", "TooManyRequestsException", "SlowDown"),
          code(RETRY, "InternalFailure", "InternalError", "ServiceUnavailable", "RequestTimeout"),
          // The machine's clock differs; the SDK corrects it for the next request.
          code(RETRY, "RequestExpired", "RequestTimeTooSkewed"),
          code(CommandOutcome.CREDENTIALS_INVALID, "ExpiredToken", "ExpiredTokenException"),
          code(CommandOutcome.CREDENTIALS_INVALID, "InvalidClientTokenId", "AuthFailure"),
          code(CommandOutcome.CREDENTIALS_INVALID, "UnrecognizedClientException"),
          code(CommandOutcome.CREDENTIALS_INVALID, "SignatureDoesNotMatch", "IncompleteSignature"),
          code(CommandOutcome.CREDENTIALS_INVALID, "MissingAuthenticationToken"),
          code(CommandOutcome.ACCESS_DENIED, "AccessDenied", "AccessDeniedException"),
          code(CommandOutcome.ACCESS_DENIED, "UnauthorizedOperation", "OptInRequired"),
          code(CommandOutcome.ACCESS_DENIED, "ServiceLinkedRoleFailure"),
          code(CommandOutcome.REJECTED, "ValidationError", "InvalidParameterValue"),
          status(RETRY, 429, 429),
          status(RETRY, 500, 599),
          status(CommandOutcome.ACCESS_DENIED, 401, 401),
          status(CommandOutcome.ACCESS_DENIED, 403, 403),
          status(CommandOutcome.REJECTED, 400, 499),
          type(RETRY, KillSwitchUnknownException.class),
          type(RETRY, ApiCallTimeoutException.class),
          type(RETRY, ApiCallAttemptTimeoutException.class),
          // Connection refused or reset, socket time-out, unknown host.
          new Row(RETRY, ApiFailures::isNetworkFailure),
          new Row(CommandOutcome.CREDENTIALS_INVALID, ApiFailures::isMissingCredentials),
          // An answer that cannot be read, and the like.
          type(RETRY, SdkClientException.class));

  private ApiFailures() {}

  /** What an attempt that ended with this failure gave. */
  static AttemptResult classify(RuntimeException failure) {
    for (Row row : TABLE) {
      if (row.fits.test(failure)) {
        String reason = reasonOf(failure);
        return row.outcome == RETRY
            ? AttemptResult.retry(reason)
            : AttemptResult.done(row.outcome, reason);
      }
    }
    return AttemptResult.unforeseen(failure);
  }

  private static String reasonOf(RuntimeException failure) {
    if (failure instanceof AwsServiceException) {
      AwsServiceException answered = (AwsServiceException) failure;
      AwsErrorDetails details = answered.awsErrorDetails();
      if (details != null && details.errorCode() != null) {
        return details.errorCode() + ": " + details.errorMessage();
      }
      return "HTTP status " + answered.statusCode();
    }
    return String.valueOf(failure.getMessage());
  }

  private static boolean isNetworkFailure(Throwable failure) {
    return failure instanceof SdkClientException && failure.getCause() instanceof IOException;
  }

  private static boolean isMissingCredentials(Throwable failure) {
    return failure instanceof SdkClientException
        && String.valueOf(failure.getMessage()).startsWith("Unable to load credentials");
  }

  private static Row code(CommandOutcome outcome, String... codes) {
    Set<String> all = Set.of(codes);
    return new Row(outcome, failure -> all.contains(codeOf(failure)));
  }

  private static String codeOf(Throwable failure) {
    if (failure instanceof AwsServiceException) {
      AwsErrorDetails details = ((AwsServiceException) failure).awsErrorDetails();
      return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
    return "";
  }

  private static Row status(CommandOutcome outcome, int first, int last) {
    return new Row(
        outcome,
        failure -> {
          if (!(failure instanceof AwsServiceException)) {
            return false;
          }
          int status = ((AwsServiceException) failure).statusCode();
          return status >= first && status <= last;
        });
  }

  private static Row type(CommandOutcome outcome, Class<? extends Exception> type) {
    return new Row(outcome, type::isInstance);
  }

  private static final class Row {
    private final CommandOutcome outcome;
    private final Predicate<Throwable> fits;

    private Row(CommandOutcome outcome, Predicate<Throwable> fits) {
      this.outcome = outcome;
      this.fits = fits;
    }
  }
}
