package io.prescale.jobs.configuration;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Finds what is wrong with where a job reads and writes: region, streams, endpoints. */
final class ConnectionCheck {
  /** Such as {@code eu-central-1} or {@code us-gov-west-1}. */
  private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+-\\d+");

  /** What Kinesis takes as a name. */
  private static final Pattern STREAM = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

  private final OptionValues given;
  private final Configuration values;
  private final List<String> problems;

  /**
   * @param values those that are sound by themselves
   * @param problems what is found is added to it
   */
  ConnectionCheck(OptionValues given, Configuration values, List<String> problems) {
    this.given = given;
    this.values = values;
    this.problems = problems;
  }

  /** Checks the region. */
  ConnectionCheck region() {
    refuseUnless(
        ScalerOptions.AWS_REGION,
        region -> REGION.matcher(region).matches(),
        "is no AWS region; expected one such as eu-central-1");
    return this;
  }

  /** Checks the name of a stream, if there is one. */
  ConnectionCheck stream(ConfigOption<String> option) {
    refuseUnless(
        option,
        name -> STREAM.matcher(name).matches(),
        "is no name of a Kinesis stream; expected up to 128 letters, digits and _ . - (the name, not"
            + " the ARN)");
    return this;
  }

  /** Refuses two options that name the same stream: the job would read what it writes. */
  ConnectionCheck differentStreams(ConfigOption<String> one, ConfigOption<String> other) {
    Optional<String> name = values.getOptional(one);
    if (name.isPresent() && name.equals(values.getOptional(other))) {
      problems.add(
          one.key() + " and " + other.key() + " are both '" + name.get() + "'; name two streams");
    }
    return this;
  }

  /** Checks an endpoint, if there is one. */
  ConnectionCheck endpoint(ConfigOption<String> option) {
    refuseUnless(
        option,
        ConnectionCheck::isWebAddress,
        "is no endpoint; expected http(s)://HOST or http(s)://HOST:PORT");
    return this;
  }

  /** Checks Kinesis' endpoint, and that nobody takes AWS for an emulator. */
  ConnectionCheck kinesisEndpoint() {
    boolean emulated =
        values.getOptional(ScalerOptions.KINESIS_EMULATED).filter(given -> given).isPresent();
    if (emulated && !values.contains(ScalerOptions.KINESIS_ENDPOINT)) {
      problems.add(
          origin(ScalerOptions.KINESIS_EMULATED)
              + " needs kinesis.endpoint, which is missing: AWS is no emulator");
    }
    return endpoint(ScalerOptions.KINESIS_ENDPOINT);
  }

  private void refuseUnless(ConfigOption<String> option, Predicate<String> sound, String message) {
    values
        .getOptional(option)
        .filter(value -> !sound.test(value))
        .ifPresent(value -> problems.add(origin(option) + " '" + value + "' " + message));
  }

  private String origin(ConfigOption<?> option) {
    return given.origin(option.key()) + ": " + option.key();
  }

  private static boolean isWebAddress(String text) {
    try {
      URI uri = URI.create(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
