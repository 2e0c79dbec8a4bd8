package io.prescale.domain.fleet;

import java.util.ArrayList;
import java.util.List;

/** Whether settings make sense, one by one and together. */
public final class SettingsCheck {
  private SettingsCheck() {}

  /**
   * All that is wrong, each a sentence that names the setting in kebab case; empty if nothing is.
   */
  public static List<String> problems(ScalingSettings settings) {
    List<String> problems = new ArrayList<>();
    for (ScalingSetting setting : ScalingSetting.values()) {
      setting.problem(settings).ifPresent(problems::add);
    }
    if (problems.isEmpty()) {
      problems.addAll(contradictions(settings));
    }
    return problems;
  }

  private static List<String> contradictions(ScalingSettings settings) {
    List<String> problems = new ArrayList<>();
    if (settings.scaleInBelow >= settings.scaleOutAbove) {
      problems.add(
          String.format(
              "scale-in-below (%s) must be less than scale-out-above (%s)",
              Range.format(settings.scaleInBelow), Range.format(settings.scaleOutAbove)));
    }
    // A group that runs at its target would otherwise be scaled out by the reactive floor for ever.
    if (settings.policy == PolicyType.TARGET
        && settings.targetUtilization >= settings.scaleOutAbove) {
      problems.add(
          String.format(
              "target-utilization (%s) must be less than scale-out-above (%s), because observed CPU"
                  + " above that always scales out",
              Range.format(settings.targetUtilization), Range.format(settings.scaleOutAbove)));
    }
    return problems;
  }
}
