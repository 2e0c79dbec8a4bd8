package io.prescale.simulator.backtest.report;

import io.prescale.simulator.backtest.PolicyName;
import io.prescale.simulator.backtest.result.SeriesResult;
import java.util.List;
import java.util.Optional;

/** Which policies a report is about. */
final class Contestants {
  static final String ORACLE = PolicyName.ORACLE.label();

  private static final List<String> OURS =
      List.of(PolicyName.PRESCALE_TARGET.label(), PolicyName.PRESCALE_STEP.label());
  private static final List<String> OPPONENTS =
      List.of(
          PolicyName.RECORDED,
          PolicyName.TARGET_TRACKING.label(),
          PolicyName.STEP.label(),
          PolicyName.STATIC_PEAK.label());

  private Contestants() {}

  /** The policy of Prescale that a report looks at most closely; empty if none ran. */
  static Optional<String> ours(List<PolicyFigures> figures) {
    return first(OURS, figures);
  }

  /** What ours is compared with: what really happened, or else what most groups run. */
  static Optional<String> opponent(List<PolicyFigures> figures) {
    return first(OPPONENTS, figures);
  }

  /** Whether a plot shows a policy until the reader chooses others. */
  static boolean isShownFirst(String policy, SeriesResult series) {
    List<PolicyFigures> figures = PolicyFigures.of(series);
    Optional<String> ours = ours(figures);
    return ours.isEmpty()
        || ours.get().equals(policy)
        || opponent(figures).filter(policy::equals).isPresent();
  }

  private static Optional<String> first(List<String> wanted, List<PolicyFigures> figures) {
    return wanted.stream()
        .filter(policy -> PolicyFigures.find(figures, policy).isPresent())
        .findFirst();
  }
}
