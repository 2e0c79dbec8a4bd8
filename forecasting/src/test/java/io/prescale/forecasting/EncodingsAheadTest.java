package io.prescale.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncodingsAheadTest {
  private static final float[][] ENCODING = {{7}};

  private final EncodingsAhead ahead = new EncodingsAhead(2);

  @Test
  void findsARowByItsNumbersWhereverItStands() {
    ahead.put(new float[] {1, 2, 3, 4}, 1, ENCODING);

    assertThat(ahead.find(new float[] {3, 4}, 0)).isSameAs(ENCODING);
    assertThat(ahead.find(new float[] {1, 2}, 0)).isNull();
  }

  @Test
  void rowsThatDifferInOneBitAreNotTheSame() {
    ahead.put(new float[] {0f, 1f}, 0, ENCODING);

    assertThat(ahead.find(new float[] {-0f, 1f}, 0)).isNull();
    assertThat(ahead.find(new float[] {0f, Math.nextUp(1f)}, 0)).isNull();
  }

  @Test
  void keepsACopyUntilItIsCleared() {
    float[] buffer = {3, 4};
    ahead.put(buffer, 0, ENCODING);
    buffer[0] = 9;

    assertThat(ahead.find(new float[] {3, 4}, 0)).isSameAs(ENCODING);
    ahead.clear();
    assertThat(ahead.find(new float[] {3, 4}, 0)).isNull();
  }
}
