package io.prescale.forecasting.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NetworkSpecificationTest {
  @Test
  void refusesWhatIsOutOfBoundsNamingTheBounds() {
    assertRefused(builder().features(0), "features must be from 1 to 512, but is 0");
    assertRefused(builder().layers(9), "layers must be from 1 to 8, but is 9");
    assertRefused(builder().hidden(1_025), "hidden must be from 1 to 1024, but is 1025");
    assertRefused(builder().dropout(1), "dropout must be from 0 to below 1, but is 1.0");
    assertRefused(builder().dropout(Double.NaN), "dropout must be from 0 to below 1, but is NaN");
    assertRefused(builder().staticFeatures(-1), "static features must be from 0 to 512");
    assertRefused(builder().staticFeatures(11), "at least the 12 that the gate lets through");
  }

  @Test
  void describesItself() {
    assertThat(builder().layers(2).hidden(32).attention(true).staticFeatures(20).build())
        .hasToString("LSTM 2 x 32 with attention, 5 features at each step, 20 of the sequence");
  }

  @Test
  void attentionDoublesTheEncoding() {
    assertThat(builder().hidden(32).build().encoding()).isEqualTo(32);
    assertThat(builder().hidden(32).attention(true).build().encoding()).isEqualTo(64);
  }

  private static NetworkSpecification.Builder builder() {
    return NetworkSpecification.builder().features(5).horizons(12);
  }

  private static void assertRefused(NetworkSpecification.Builder builder, String message) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
