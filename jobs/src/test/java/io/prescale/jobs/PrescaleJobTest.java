package io.prescale.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.jobs.configuration.ConfigurationException;
import io.prescale.jobs.configuration.OptionValues;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PrescaleJobTest {
  @Test
  void withoutAChoiceTheScalerRuns() {
    assertThat(JobName.chosenBy(given())).isEqualTo(JobName.SCALER);
  }

  @Test
  void anArgumentOrAPropertyGroupChoosesTheJob() {
    Properties group = new Properties();
    group.setProperty("job", "recorder");

    assertThat(JobName.chosenBy(given("--job", "collector"))).isEqualTo(JobName.COLLECTOR);
    assertThat(
            JobName.chosenBy(
                OptionValues.gather(new String[0], Map.of(OptionValues.PROPERTY_GROUP, group))))
        .isEqualTo(JobName.RECORDER);
  }

  @Test
  void aJobThatDoesNotExistIsRefusedWithTheNearestName() {
    assertThatThrownBy(() -> PrescaleJob.main(new String[] {"--job", "recoder"}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("argument --job: job cannot be 'recoder'")
        .hasMessageContaining("[scaler, collector, recorder]")
        .hasMessageContaining("did you mean recorder?");
  }

  @Test
  void eachJobChecksItsOwnOptions() {
    assertThatThrownBy(
            () -> PrescaleJob.main(new String[] {"--job", "collector", "--model.path", "x"}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("there is no option 'model.path'")
        .hasMessageContaining("option metrics.stream is required")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("option 'job'"));
    assertThatThrownBy(() -> PrescaleJob.main(new String[] {"--job=recorder"}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("option aws.region is required and missing");
    assertThatThrownBy(() -> PrescaleJob.main(new String[0]))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("option metrics.stream is required and missing");
  }

  private static OptionValues given(String... arguments) {
    return OptionValues.gather(arguments, Map.of());
  }
}
