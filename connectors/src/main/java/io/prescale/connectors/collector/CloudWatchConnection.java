package io.prescale.connectors.collector;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;

/**
 * How to reach CloudWatch. It travels with the job and opens clients where they are needed.
 * Credentials come from the SDK's default chain and are never part of it. Immutable.
 */
public final class CloudWatchConnection implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

  /** A full answer has megabytes. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private final String region;
  private final URI endpoint;
  private final boolean emulated;

  private CloudWatchConnection(String region, URI endpoint, boolean emulated) {
    this.region = Objects.requireNonNull(region, "region");
    this.endpoint = endpoint;
    this.emulated = emulated;
  }

  /**
   * AWS in this region.
   *
   * @param region such as {@code eu-central-1}
   */
  public static CloudWatchConnection inRegion(String region) {
    return new CloudWatchConnection(region, null, false);
  }

  /** A stand-in for AWS, which gets made-up credentials: no real ones ever reach it. */
  public static CloudWatchConnection toEmulator(URI endpoint, String region) {
    return new CloudWatchConnection(region, endpoint, true);
  }

  /** As this one, but at another endpoint of AWS, such as a VPC endpoint. */
  public CloudWatchConnection withEndpoint(URI newEndpoint) {
    return new CloudWatchConnection(region, newEndpoint, emulated);
  }

  String region() {
    return region;
  }

  /** A client that tries each request once: when to try again is the collector's to decide. */
  CloudWatchClient openClient() {
    CloudWatchClientBuilder builder =
        CloudWatchClient.builder()
            .region(Region.of(region))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECTION_TIMEOUT)
                    .socketTimeout(REQUEST_TIMEOUT))
            .overrideConfiguration(
                override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    if (emulated) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("emulator", "emulator")));
    }
    return builder.build();
  }
}
