package io.prescale.training.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code s3://bucket/prefix}.
 *
 * @param bucket its name
 * @param key prefix or key, without slashes at its ends; empty for the whole bucket
 */
public record S3Address(String bucket, String key) {
  private static final String SCHEME = "s3://";
  private static final Pattern FORM = Pattern.compile("s3://([a-zA-Z0-9._-]{3,255})(?:/+(.*))?");
  private static final Pattern OTHER_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+://.*");

  /**
   * Whether a location is in S3, and not a local path.
   *
   * @throws StorageException if it is an address of another kind
   */
  public static boolean isOne(String location) {
    if (location.startsWith(SCHEME)) {
      return true;
    }
    if (OTHER_SCHEME.matcher(location).matches()) {
      throw new StorageException(
          location + ": expected a local path or an address such as s3://bucket/prefix");
    }
    return false;
  }

  /**
   * @throws StorageException if the text has another form
   */
  public static S3Address parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new StorageException(text + ": expected s3://bucket or s3://bucket/prefix");
    }
    String key = matcher.group(2) == null ? "" : matcher.group(2).replaceAll("/+$", "");
    return new S3Address(matcher.group(1), key);
  }

  /** The key of a name below this one. */
  String below(String name) {
    return key.isEmpty() ? name : key + "/" + name;
  }

  @Override
  public String toString() {
    return SCHEME + bucket + (key.isEmpty() ? "" : "/" + key);
  }
}
