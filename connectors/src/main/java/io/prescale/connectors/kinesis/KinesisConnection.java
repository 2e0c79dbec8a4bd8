package io.prescale.connectors.kinesis;

import java.io.Serializable;
import java.util.Objects;
import java.util.Properties;

/**
 * Where Kinesis is. Credentials come from AWS's default chain: environment, system properties,
 * profile, or the role of the machine. Immutable.
 */
public final class KinesisConnection implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String region;
  private final String endpoint;
  private final boolean emulated;

  private KinesisConnection(String region, String endpoint, boolean emulated) {
    this.region = Objects.requireNonNull(region, "region");
    this.endpoint = endpoint;
    this.emulated = emulated;
  }

  /** Kinesis of an AWS region. */
  public static KinesisConnection of(String region) {
    return new KinesisConnection(region, null, false);
  }

  /** The same at another endpoint of AWS, such as a VPC endpoint; its certificate is checked. */
  public KinesisConnection at(String otherEndpoint) {
    return new KinesisConnection(
        region, Objects.requireNonNull(otherEndpoint, "otherEndpoint"), false);
  }

  /** A stand-in for Kinesis, which has a certificate that nobody has signed. */
  public KinesisConnection atEmulator(String otherEndpoint) {
    return new KinesisConnection(
        region, Objects.requireNonNull(otherEndpoint, "otherEndpoint"), true);
  }

  /** What source and sink of the connector have in common. */
  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("aws.region", region);
    if (endpoint != null) {
      properties.setProperty("aws.endpoint", endpoint);
    }
    if (emulated) {
      properties.setProperty("aws.trust.all.certificates", "true");
      properties.setProperty("aws.http.protocol.version", "HTTP1_1");
    }
    return properties;
  }

  /** Where it is, for messages. */
  @Override
  public String toString() {
    return endpoint == null ? region : region + " at " + endpoint;
  }
}
