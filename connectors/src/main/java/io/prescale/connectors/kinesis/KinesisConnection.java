package io.prescale.connectors.kinesis;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Where Kinesis is. Credentials come from AWS's default chain: environment, system properties,
 * profile, or the role of the machine. Immutable.
 */
public final class KinesisConnection implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String region;
  private final String endpoint;

  private KinesisConnection(String region, String endpoint) {
    this.region = Objects.requireNonNull(region, "region");
    this.endpoint = endpoint;
  }

  /** Kinesis of an AWS region. */
  public static KinesisConnection of(String region) {
    return new KinesisConnection(region, null);
  }

  /** The same at another endpoint, as of an emulator; {@code null} for the region's own. */
  public KinesisConnection at(String otherEndpoint) {
    return new KinesisConnection(region, otherEndpoint);
  }

  /** The endpoint, where it is not the region's own. */
  public Optional<String> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** What source and sink of the connector have in common. */
  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("aws.region", region);
    if (endpoint != null) {
      properties.setProperty("aws.endpoint", endpoint);
    }
    return properties;
  }
}
