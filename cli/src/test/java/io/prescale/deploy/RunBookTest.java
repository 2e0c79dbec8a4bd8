package io.prescale.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the run book's table of alarms equal to the alert rules. */
class RunBookTest {
  private static final Path ROOT = Path.of(System.getProperty("prescale.root", ".."));

  @Test
  void saysOfEachAlarmWhatToDo() throws IOException {
    Set<String> rules = names("deploy/prometheus/alerts.yaml", "- alert: (Prescale\\w+)");
    Set<String> rows = names("docs/run-book.md", "(?m)^\\| `(Prescale\\w+)` \\|");

    assertThat(rules).isNotEmpty();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(rules);
  }

  private static Set<String> names(String file, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(ROOT.resolve(file)))
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toSet());
  }
}
