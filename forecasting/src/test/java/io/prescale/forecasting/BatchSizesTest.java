package io.prescale.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizesTest {
  @Test
  void padsToAMultipleWhereEverySizeRoundsAlike() {
    BatchSizes sizes = BatchSizes.probe(64, (size, position) -> new float[] {1});

    assertThat(sizes.padded(1)).isEqualTo(16);
    assertThat(sizes.padded(16)).isEqualTo(16);
    assertThat(sizes.padded(17)).isEqualTo(32);
    assertThat(sizes.padded(64)).isEqualTo(64);
  }

  @Test
  void padsToOneSizeWhereASizeRoundsDifferently() {
    BatchSizes sizes = BatchSizes.probe(64, (size, position) -> new float[] {size == 32 ? 2 : 1});

    assertThat(sizes.padded(1)).isEqualTo(64);
    assertThat(sizes.padded(64)).isEqualTo(64);
  }

  @Test
  void padsToOneSizeWhereAPositionRoundsDifferently() {
    BatchSizes sizes =
        BatchSizes.probe(64, (size, position) -> new float[] {size == 48 && position > 0 ? 2 : 1});

    assertThat(sizes.padded(20)).isEqualTo(64);
  }
}
