package io.prescale.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderConfigurationTest {
  @Test
  void recordsTheLogAlone() {
    RecorderConfiguration configuration =
        of("--decisions.stream", "decisions", "--database.url", "jdbc:postgresql://db/log");

    assertThat(configuration.database()).isPresent();
    assertThat(configuration.find(RecorderOptions.HISTORY_PATH)).isEmpty();
    assertThat(configuration.get(RecorderOptions.DATABASE_RETENTION))
        .isEqualTo(Duration.ofDays(35));
  }

  @Test
  void recordsTheHistoryAlone() {
    RecorderConfiguration configuration =
        of("--metrics.stream", "metrics", "--history.path", "s3://bucket/history");

    assertThat(configuration.database()).isEmpty();
  }

  @Test
  void saysThatNothingIsToBeRecorded() {
    assertThatThrownBy(() -> of())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("give history.path, database.url or both");
  }

  @Test
  void namesEachStreamThatIsMissing() {
    assertThatThrownBy(() -> of("--history.path", "x", "--database.url", "jdbc:h2:mem:x"))
        .hasMessageContaining("history.path needs metrics.stream")
        .hasMessageContaining("database.url needs decisions.stream");
  }

  @Test
  void refusesAnotherKindOfDatabase() {
    assertThatThrownBy(() -> of("--decisions.stream", "d", "--database.url", "jdbc:mysql://x/y"))
        .hasMessageContaining("argument --database.url: database.url:")
        .hasMessageContaining("expected jdbc:postgresql://HOST/DATABASE or jdbc:h2:file:PATH");
  }

  @Test
  void doesNotShowPasswords() {
    RecorderConfiguration configuration =
        of(
            "--decisions.stream",
            "decisions",
            "--database.url",
            "jdbc:postgresql://db/log?user=u&password=secret1",
            "--database.password",
            "secret2");

    assertThat(configuration.toString())
        .contains("jdbc:postgresql://db/log")
        .doesNotContain("secret");
  }

  private static RecorderConfiguration of(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--aws.region";
    all[1] = "eu-central-1";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return RecorderConfiguration.of(OptionValues.gather(all, Map.of()));
  }
}
