package io.prescale.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CloudWatchReferencesTest {
  private static final String EXPOSITION =
      """
      flink_task_kinesisanalytics_prescale_age{host="a",} 1.0
      flink_task_kinesisanalytics_prescale_outcome_commands{host="a",outcome="ok",} 1.0
      flink_task_kinesisanalytics_prescale_delay{host="a",quantile="0.5",} 1.0
      flink_task_elsewhere{host="a",} 1.0
      """;

  @Test
  void findsWhatIsNotExportedOrNeverComesToCloudWatch() {
    String template =
        query("MAX", "age", "")
            + query("MAX", "commands", " AND outcome = 'x' AND reason = 'y'")
            + query("MAX", "delay", "")
            + query("SUM", "elsewhere", "")
            + query("MAX", "millisBehindLatest", "");

    assertThat(CloudWatchReferences.missing(template, EXPOSITION))
        .containsExactly("commands by reason", "delay", "elsewhere");
  }

  @Test
  void aTemplateWithoutMetricsOfTheJobIsAMistake() {
    assertThatThrownBy(() -> CloudWatchReferences.missing("Resources: {}", EXPOSITION))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String query(String function, String name, String where) {
    return String.format(
        "SELECT %s(%s) FROM \"AWS/KinesisAnalytics\" WHERE Application = '${Scaler}'%s%n",
        function, name, where);
  }
}
