package io.prescale.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
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
  void twoJobsWithTheSameOptionsShareTheWork() {
    String[] both = {
      "--metrics.stream", "metrics", "--history.path", "s3://bucket/history",
      "--decisions.stream", "decisions", "--database.url",
          "jdbc:postgresql://db/log?password=secret"
    };
    RecorderConfiguration history = of(with(both, "history"));
    RecorderConfiguration log = of(with(both, "LOG"));

    assertThat(history.history()).contains("s3://bucket/history");
    assertThat(history.database()).isEmpty();
    assertThat(log.history()).isEmpty();
    assertThat(log.database()).isPresent();
    assertThat(of(both).history()).isPresent();
    assertThat(of(both).database()).isPresent();
    assertThat(history.toString()).doesNotContain("secret");
  }

  @Test
  void saysWhatThePartNeeds() {
    assertThatThrownBy(
            () ->
                of(
                    "--recorder.parts",
                    "history",
                    "--decisions.stream",
                    "d",
                    "--database.url",
                    "jdbc:h2:mem:x"))
        .hasMessageContaining("recorder.parts is HISTORY, which needs history.path");
    assertThatThrownBy(
            () ->
                of("--recorder.parts", "log", "--metrics.stream", "m", "--history.path", "file:/x"))
        .hasMessageContaining("recorder.parts is LOG, which needs database.url");
    assertThatThrownBy(() -> of("--recorder.parts", "logs"))
        .hasMessageContaining(
            "recorder.parts cannot be 'logs'; expected one of [ALL, HISTORY, LOG]");
  }

  private static String[] with(String[] options, String parts) {
    String[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "--recorder.parts";
    all[options.length + 1] = parts;
    return all;
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
