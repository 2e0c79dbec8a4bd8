package io.prescale.forecasting.features;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 in hexadecimal. */
public final class Checksum {
  private Checksum() {}

  /** Of the parts, one after the other. */
  public static String of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      StringBuilder hexadecimal = new StringBuilder();
      for (byte value : digest.digest()) {
        hexadecimal.append(String.format("%02x", value));
      }
      return hexadecimal.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
