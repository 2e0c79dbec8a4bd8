package io.prescale.connectors.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Identifies a text by its content. */
public final class Sha256 {
  private Sha256() {}

  /** SHA-256 of the text in UTF-8, as 64 hexadecimal digits. */
  public static String of(String text) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
    StringBuilder hexadecimal = new StringBuilder(digest.length * 2);
    for (byte value : digest) {
      hexadecimal
          .append(Character.forDigit((value >> 4) & 0xf, 16))
          .append(Character.forDigit(value & 0xf, 16));
    }
    return hexadecimal.toString();
  }
}
