package io.prescale.jobs.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prescale.connectors.files.UnusablePathException;
import io.prescale.jobs.configuration.OptionValues;
import io.prescale.jobs.configuration.RecorderConfiguration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths are looked at before the job is submitted: no file system here knows any of them. */
class LiveRecorderTest {
  private static final List<String> SHARED =
      List.of(
          "--aws.region=eu-central-1",
          "--metrics.stream=metrics",
          "--decisions.stream=decisions",
          "--calendar.path=gs://bucket/business_calendar.json",
          "--model.path=gs://bucket/models",
          "--history.path=gs://bucket/history",
          "--dead-letters.path=gs://bucket/dead-letters");
  private static final String DATABASE = "--database.url=jdbc:postgresql://db/log";

  @ParameterizedTest
  @CsvSource({
    "ALL,     calendar.path dead-letters.path history.path model.path",
    "HISTORY, calendar.path dead-letters.path history.path",
    "LOG,     calendar.path dead-letters.path model.path",
  })
  void onlyThePathsOfTheConfiguredPartMustBeUsable(String parts, String checked) {
    assertThat(unusable(DATABASE, "--recorder.parts=" + parts))
        .containsExactlyInAnyOrder(checked.split(" "));
  }

  @Test
  void thePathsOfAPartThatIsNotConfiguredMayBeAnything() {
    assertThat(unusable()).contains("history.path").doesNotContain("model.path");
  }

  private static List<String> unusable(String... options) {
    String[] arguments = Stream.concat(SHARED.stream(), Stream.of(options)).toArray(String[]::new);
    LiveRecorder recorder =
        new LiveRecorder(RecorderConfiguration.of(OptionValues.gather(arguments, Map.of())));
    return Arrays.stream(
            catchThrowableOfType(UnusablePathException.class, recorder::requirePaths)
                .getMessage()
                .split("\n"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .toList();
  }
}
