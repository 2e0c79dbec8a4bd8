package io.prescale.simulator.demand;

/** Demand that cannot be used; the message says where it stands, and what was expected. */
public class DemandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DemandException(String message) {
    super(message);
  }

  static DemandException in(String source, String problem) {
    return new DemandException(source + ": " + problem);
  }

  /**
   * @param line of the source, or {@link MinuteGrid#NO_LINE}
   */
  static DemandException at(String source, long line, String problem) {
    return line == MinuteGrid.NO_LINE
        ? in(source, problem)
        : new DemandException(source + ", line " + line + ": " + problem);
  }
}
