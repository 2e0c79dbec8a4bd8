package io.prescale.simulator.backtest.report;

import java.util.List;

/**
 * What a report tells beside the result.
 *
 * @param warnings what the user should know of the data, one sentence each
 * @param leftOut what was found and not used
 */
public record ReportNotes(List<String> warnings, List<LeftOut> leftOut) {
  public ReportNotes {
    warnings = List.copyOf(warnings);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * A part of the data that was not used.
   *
   * @param name file, group or series
   * @param reason why
   */
  public record LeftOut(String name, String reason) {}

  /** Nothing to tell. */
  public static ReportNotes none() {
    return new ReportNotes(List.of(), List.of());
  }
}
