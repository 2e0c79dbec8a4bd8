package io.prescale.simulator.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A page token that stands for how many items were told before. */
final class PageToken {
  private PageToken() {}

  static String of(int offset) {
    byte[] text = Integer.toString(offset).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().encodeToString(text);
  }

  /**
   * The offset that a token stands for; 0 without one.
   *
   * @throws ApiException if it is none that was given out
   */
  static int offset(Optional<String> token) throws ApiException {
    if (token.isEmpty()) {
      return 0;
    }
    try {
      byte[] text = Base64.getUrlDecoder().decode(token.get());
      int offset = Integer.parseInt(new String(text, StandardCharsets.UTF_8));
      if (offset > 0) {
        return offset;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like an offset that was never given out.
    }
    throw new ApiException(400, "InvalidNextToken", "The next token specified is invalid.");
  }
}
