package io.prescale.simulator.backtest.report;

import io.prescale.simulator.backtest.PolicyName;

/** The classes of the style sheet that give each policy its colour and dash pattern. */
final class PolicyStyle {
  private static final String OURS = "prescale-";

  private PolicyStyle() {}

  /** Class of a policy; one that the style sheet does not know has the colour of text. */
  static String of(String policy) {
    return "p-" + policy;
  }

  static boolean isOurs(String policy) {
    return policy.startsWith(OURS);
  }

  /** Every policy in the order in which charts list them: ours, the bound, the others. */
  static int rank(String policy) {
    if (isOurs(policy)) {
      return policy.equals(PolicyName.PRESCALE_TARGET.label()) ? 0 : 1;
    }
    return policy.equals(PolicyName.RECORDED) ? 2 : policy.equals(Contestants.ORACLE) ? 3 : 4;
  }
}
