package io.prescale.connectors.fleet;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClientBuilder;

/**
 * How to reach the EC2 Auto Scaling API. It travels with the job and opens clients where they are
 * needed. Credentials come from the SDK's default chain and are never part of it. Immutable.
 */
public final class AutoScalingConnection implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

  private final String region;
  private final URI endpoint;
  private final boolean emulated;
  private final Duration requestTimeout;

  private AutoScalingConnection(
      String region, URI endpoint, boolean emulated, Duration requestTimeout) {
    this.region = region;
    this.endpoint = endpoint;
    this.emulated = emulated;
    this.requestTimeout = requestTimeout;
  }

  /** AWS in the region that the environment names (variable, profile or instance metadata). */
  public static AutoScalingConnection ofEnvironment() {
    return new AutoScalingConnection(null, null, false, DEFAULT_REQUEST_TIMEOUT);
  }

  /**
   * AWS in this region.
   *
   * @param region such as {@code eu-central-1}
   */
  public static AutoScalingConnection inRegion(String region) {
    return new AutoScalingConnection(region, null, false, DEFAULT_REQUEST_TIMEOUT);
  }

  /** A stand-in for AWS, which gets made-up credentials: no real ones ever reach it. */
  public static AutoScalingConnection toEmulator(URI endpoint, String region) {
    return new AutoScalingConnection(region, endpoint, true, DEFAULT_REQUEST_TIMEOUT);
  }

  /** As this one, but at another endpoint of AWS, such as a VPC endpoint. */
  public AutoScalingConnection withEndpoint(URI newEndpoint) {
    return new AutoScalingConnection(region, newEndpoint, emulated, requestTimeout);
  }

  /** As this one, but a single request may take this long. */
  public AutoScalingConnection withRequestTimeout(Duration newRequestTimeout) {
    return new AutoScalingConnection(region, endpoint, emulated, newRequestTimeout);
  }

  /**
   * A client that itself tries failed requests again, as AWS recommends.
   *
   * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is known
   */
  public AutoScalingClient openClient() {
    return configure(AwsRetryStrategy.standardRetryStrategy());
  }

  /** A client that tries each request once, for a caller that decides on its own when to repeat. */
  public AutoScalingClient openClientWithoutRetries() {
    return configure(AwsRetryStrategy.doNotRetry());
  }

  private AutoScalingClient configure(
      software.amazon.awssdk.retries.api.RetryStrategy retryStrategy) {
    AutoScalingClientBuilder builder =
        AutoScalingClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(shorter(CONNECTION_TIMEOUT, requestTimeout))
                    .socketTimeout(requestTimeout))
            .overrideConfiguration(
                override ->
                    override
                        .retryStrategy(retryStrategy)
                        .apiCallAttemptTimeout(requestTimeout.multipliedBy(2)));
    if (region != null) {
      builder.region(Region.of(region));
    }
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    if (emulated) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("emulator", "emulator")));
    }
    return builder.build();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
