package io.prescale.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonAndGuardrailTest {
  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsExplainedInASentenceOfItsOwn(Reason reason) {
    assertThat(reason.explanation()).matches("[A-Z].*\\.").doesNotContain("  ");
    assertThat(Arrays.stream(Reason.values()).map(Reason::explanation))
        .containsOnlyOnce(reason.explanation());
  }

  @ParameterizedTest
  @EnumSource(Guardrail.class)
  void everyGuardrailIsExplainedInASentence(Guardrail guardrail) {
    assertThat(guardrail.explanation()).matches("[A-Z].*\\.").doesNotContain("  ");
  }

  @ParameterizedTest
  @EnumSource(
      value = Guardrail.class,
      names = {"FORECAST_UNAVAILABLE", "FORECAST_INVALID", "FORECAST_UNRELIABLE"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyGuardrailThatHoldsHasAReasonOfItsOwn(Guardrail guardrail) {
    assertThat(guardrail.settles()).isPresent();
    assertThat(Arrays.stream(Guardrail.values()).map(Guardrail::settles))
        .containsOnlyOnce(Optional.of(guardrail.settles().orElseThrow()));
  }
}
