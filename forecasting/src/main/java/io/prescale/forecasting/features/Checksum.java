package io.prescale.forecasting.features;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 in hexadecimal. */
public final class Checksum {
  private Checksum() {}

  /** Of the parts, one after the other. */
  public static String of(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return hexadecimal(digest.digest());
  }

  /** Of all that a stream holds, which is not closed. */
  public static String of(InputStream stream) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      digest.update(buffer, 0, count);
    }
    return hexadecimal(digest.digest());
  }

  private static String hexadecimal(byte[] bytes) {
    StringBuilder hexadecimal = new StringBuilder();
    for (byte value : bytes) {
      hexadecimal.append(String.format("%02x", value));
    }
    return hexadecimal.toString();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
