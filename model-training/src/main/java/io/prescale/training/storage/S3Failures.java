package io.prescale.training.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what the failure of a call to S3 means to the user, naming the address. */
final class S3Failures {
  private S3Failures() {}

  /** The result of a call, whose failure is put in words. */
  static <T> T calling(String address, Supplier<T> call) throws IOException {
    try {
      return call.get();
    } catch (SdkException e) {
      throw explain(address, e);
    }
  }

  static IOException explain(String address, SdkException e) {
    if (!(e instanceof AwsServiceException refusal)) {
      return new IOException(address + ": " + ofClient(e), e);
    }
    String code = refusal.awsErrorDetails() == null ? "" : refusal.awsErrorDetails().errorCode();
    if ("NoSuchKey".equals(code)) {
      return new NoSuchFileException(address);
    }
    String problem =
        switch (String.valueOf(code)) {
          case "NoSuchBucket" -> "there is no such bucket";
          case "AccessDenied", "403 Forbidden" ->
              "access denied; reading needs s3:ListBucket and s3:GetObject, publishing"
                  + " s3:PutObject as well";
          case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
              "S3 does not accept the AWS credentials (" + code + "); renew them";
          default -> "S3 refused (" + refusal.getMessage() + ")";
        };
    return new IOException(address + ": " + problem, e);
  }

  private static String ofClient(SdkException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Unable to load credentials")) {
      return "no AWS credentials found; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY, or run where a role is given";
    }
    if (message.contains("Unable to load region")) {
      return "no AWS region known; set AWS_REGION";
    }
    return "S3 cannot be reached (" + message.split("\n", 2)[0] + ")";
  }

  /** A stream whose failures are put in words. */
  static InputStream reading(String address, InputStream content) {
    return new FilterInputStream(content) {
      @Override
      public int read() throws IOException {
        try {
          return in.read();
        } catch (SdkException e) {
          throw explain(address, e);
        }
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        try {
          return in.read(target, offset, length);
        } catch (SdkException e) {
          throw explain(address, e);
        }
      }
    };
  }
}
