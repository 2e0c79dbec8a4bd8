package io.prescale.domain.policy.json;

import java.io.IOException;

/** A text is not the JSON of a decision; the message names the field and what was expected. */
public final class DecisionFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  public DecisionFormatException(String message) {
    super(message);
  }
}
