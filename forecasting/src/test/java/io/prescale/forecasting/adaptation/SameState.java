package io.prescale.forecasting.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares states bit by bit, where unknown values are the same as unknown values. */
public final class SameState {
  private SameState() {}

  public static void assertSame(Object found, Object expected) {
    assertThat(found)
        .usingRecursiveComparison()
        .withEqualsForType((left, right) -> Double.compare(left, right) == 0, Double.class)
        .withEqualsForType((left, right) -> Float.compare(left, right) == 0, Float.class)
        .isEqualTo(expected);
  }
}
