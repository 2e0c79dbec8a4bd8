package io.prescale.dashboard.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that visitors must know. It is compared in constant time and never printed. */
public final class AccessToken {
  /** Long enough that nobody guesses it. */
  static final int SHORTEST = 16;

  private static final int LONGEST = 1024;

  private final byte[] digest;
  private final String sessionValue;

  private AccessToken(String token) {
    this.digest = hmac(token, "token");
    this.sessionValue = HexFormat.of().formatHex(hmac(token, "session"));
  }

  /**
   * A token.
   *
   * @throws IllegalArgumentException if it is too short, too long, or has spaces in it
   */
  public static AccessToken of(String token) {
    if (token.length() < SHORTEST || token.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the token must have from "
              + SHORTEST
              + " to "
              + LONGEST
              + " characters, but has "
              + token.length()
              + "; make one with: openssl rand -hex 24");
    }
    if (token.chars().anyMatch(character -> character <= ' ' || character > '~')) {
      throw new IllegalArgumentException(
          "the token must be of printable ASCII characters without spaces;"
              + " make one with: openssl rand -hex 24");
    }
    return new AccessToken(token);
  }

  /**
   * Reads a token from the only line of a file.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  public static AccessToken fromFile(Path file) {
    try {
      return of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new IllegalArgumentException("token file " + file + " cannot be read: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("token file " + file + ": " + e.getMessage(), e);
    }
  }

  boolean matches(String candidate) {
    return candidate != null && MessageDigest.isEqual(digest, hmac(candidate, "token"));
  }

  /** What a browser keeps instead of the token. */
  String sessionValue() {
    return sessionValue;
  }

  boolean matchesSession(String candidate) {
    return candidate != null
        && MessageDigest.isEqual(
            sessionValue.getBytes(StandardCharsets.UTF_8),
            candidate.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(String key, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] keyBytes = ("prescale-dashboard:" + key).getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(keyBytes, "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "AccessToken";
  }
}
