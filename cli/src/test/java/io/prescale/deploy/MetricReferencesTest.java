package io.prescale.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricReferencesTest {
  private static final String EXPOSITION =
      """
      # HELP flink_calls calls
      # TYPE flink_calls gauge
      flink_calls{host="a",reason="x",} 1.0
      flink_callsFailed{host="a",} 1.0
      """;

  @Test
  void findsNamesAndLabelsThatAreNotExported() {
    assertThat(
            MetricReferences.missing(
                "rate(flink_calls{reason=~\\\"x\\\",outcome=\\\"y\\\"}[1m]) + flink_call",
                EXPOSITION))
        .containsExactly("flink_call", "flink_calls{outcome}");
  }

  @Test
  void isContentWithWhatIsExported() {
    String text = "sum by (reason) (flink_calls{reason=\"x\"}) / flink_callsFailed";

    assertThat(MetricReferences.missing(text, EXPOSITION)).isEmpty();
    assertThat(MetricReferences.count(text)).isEqualTo(2);
  }
}
