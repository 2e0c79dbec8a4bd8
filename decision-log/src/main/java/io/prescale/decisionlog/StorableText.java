package io.prescale.decisionlog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Text from outside, as a database can hold it. */
final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /**
   * The text in at most so many characters, without what UTF-8 or PostgreSQL cannot hold: half of a
   * surrogate pair, and the character zero.
   */
  static String of(String text, int longest) {
    StringBuilder storable = new StringBuilder(Math.min(text.length(), longest));
    int index = 0;
    while (index < text.length()) {
      int codePoint = text.codePointAt(index);
      int characters = Character.charCount(codePoint);
      if (storable.length() + characters > longest) {
        break;
      }
      boolean lacksItsOther = Character.getType(codePoint) == Character.SURROGATE;
      storable.appendCodePoint(codePoint == 0 || lacksItsOther ? REPLACEMENT : codePoint);
      index += characters;
    }
    return storable.toString();
  }

  /** SHA-256 of the whole text, hexadecimal. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_16BE));
      StringBuilder hexadecimal = new StringBuilder(2 * digest.length);
      for (byte part : digest) {
        hexadecimal.append(Character.forDigit((part >> 4) & 15, 16));
        hexadecimal.append(Character.forDigit(part & 15, 16));
      }
      return hexadecimal.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
