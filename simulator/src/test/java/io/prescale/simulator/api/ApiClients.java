package io.prescale.simulator.api;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Real clients of the APIs. */
final class ApiClients {
  private ApiClients() {}

  /**
   * A client that sends each request a number of times at most.
   *
   * @param attempts 1 for no retry
   */
  static AutoScalingClient client(URI endpoint, int attempts, Duration timeout) {
    return AutoScalingClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(timeout))
        .overrideConfiguration(
            configuration ->
                configuration.retryStrategy(
                    DefaultRetryStrategy.standardStrategyBuilder()
                        .maxAttempts(attempts)
                        .backoffStrategy(
                            software.amazon.awssdk.retries.api.BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(
                            software.amazon.awssdk.retries.api.BackoffStrategy.retryImmediately())
                        .build()))
        .build();
  }

  /** A CloudWatch client that never retries. */
  static CloudWatchClient cloudWatch(URI endpoint) {
    return CloudWatchClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** A client that never retries. */
  static AutoScalingClient client(URI endpoint) {
    return client(endpoint, 1, Duration.ofSeconds(30));
  }
}
