package io.prescale.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectorConfigurationTest {
  private static CollectorConfiguration configuration(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--aws.region=eu-central-1", "--metrics.stream=metrics"));
    arguments.addAll(List.of(more));
    return CollectorConfiguration.of(
        OptionValues.gather(arguments.toArray(new String[0]), Map.of()));
  }

  private static void assertRefused(String argument, String... message) {
    assertThatThrownBy(() -> configuration(argument))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(message);
  }

  @Test
  void defaultsSuitFiveMinuteMetrics() {
    CollectorConfiguration configuration = configuration();

    assertThat(configuration.get(CollectorOptions.PERIOD)).isEqualTo(Duration.ofMinutes(5));
    assertThat(configuration.get(CollectorOptions.BACKFILL)).isEqualTo(Duration.ofHours(2));
    assertThat(configuration.settings()).isNotNull();
  }

  @Test
  void takesWhatIsGiven() {
    CollectorConfiguration configuration =
        configuration("--collector.period=1min", "--collector.calls-per-second=2.5");

    assertThat(configuration.get(CollectorOptions.PERIOD)).isEqualTo(Duration.ofMinutes(1));
    assertThat(configuration.get(CollectorOptions.CALLS_PER_SECOND)).isEqualTo(2.5);
    assertThat(configuration.toString()).contains("collector.period");
  }

  @Test
  void namesWhatIsWrong() {
    assertRefused("--collector.period=2min", "collector.period must be 1 min or 5 min");
    assertRefused("--collector.re-read=4h", "collector.re-read must be at most 3 h");
    assertRefused("--collector.back-fill=16d", "collector.back-fill must be at most 15 d");
    assertRefused("--collector.back-fill=-1h", "collector.back-fill");
    assertRefused("--collector.calls-per-second=0", "calls-per-second must be above 0");
    assertRefused("--collector.calls-per-second=NaN", "calls-per-second must be above 0");
    assertRefused("--collector.concurrent-calls=65", "concurrent-calls must be from 1 to 64");
    assertRefused("--fleet.poll-interval=1ms", "fleet.poll-interval must be at least 1 s");
    assertRefused("--collector.perod=1min", "no option 'collector.perod'", "collector.period");
  }

  @Test
  void namesAllThatIsMissingAtOnce() {
    assertThatThrownBy(
            () -> CollectorConfiguration.of(OptionValues.gather(new String[0], Map.of())))
        .hasMessageContainingAll("aws.region", "metrics.stream");
  }
}
