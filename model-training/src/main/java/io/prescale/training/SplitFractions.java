package io.prescale.training;

import io.prescale.domain.time.Slots;
import java.util.Optional;

/**
 * How a series is split in the order of time. A window belongs to the part that holds all of its
 * targets; one whose targets lie in two parts belongs to none. What a window is fed with may reach
 * back into the part before.
 *
 * @param test share of the series held out for the accuracy report, from 0 to below 1
 * @param validation share of the rest that the best epoch is chosen by, above 0 and below 1
 */
public record SplitFractions(double test, double validation) {
  /**
   * @throws IllegalArgumentException if a fraction is out of range
   */
  public SplitFractions {
    if (!(test >= 0 && test < 1)) {
      throw new IllegalArgumentException("test fraction must be from 0 to below 1, but is " + test);
    }
    if (!(validation > 0 && validation < 1)) {
      throw new IllegalArgumentException(
          "validation fraction must be above 0 and below 1, but is " + validation);
    }
  }

  /**
   * The part of a window.
   *
   * @param newest index of its newest slot
   * @param length slots of the series
   */
  Optional<Part> partOf(int newest, int length) {
    int testStart = (int) Math.round(length * (1 - test));
    int validationStart = (int) Math.round(testStart * (1 - validation));
    int firstTarget = newest + 1;
    int lastTarget = newest + Slots.HORIZONS;
    if (lastTarget < validationStart) {
      return Optional.of(Part.TRAINING);
    }
    if (firstTarget >= testStart) {
      return Optional.of(Part.TEST);
    }
    return firstTarget >= validationStart && lastTarget < testStart
        ? Optional.of(Part.VALIDATION)
        : Optional.empty();
  }
}
