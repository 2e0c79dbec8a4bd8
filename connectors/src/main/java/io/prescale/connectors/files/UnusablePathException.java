package io.prescale.connectors.files;

import java.util.List;

/** Places that a job needs are missing or forbidden; the message names them all. */
public final class UnusablePathException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusablePathException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
