package io.prescale.connectors.kinesis;

import java.util.List;

/** Streams that a job needs are missing or forbidden; the message names them all. */
public final class UnusableStreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableStreamException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
