package io.prescale.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/configuration.md} equal to the options. After a change of an option, run this
 * test with {@code -Dprescale.update-docs=true}: it then writes the file instead.
 */
class OptionReferenceTest {
  private static final Path FILE =
      Path.of(System.getProperty("prescale.root", ".."), "docs", "configuration.md");

  @Test
  void theReferenceIsUpToDate() throws Exception {
    String reference = reference();
    if (Boolean.getBoolean("prescale.update-docs")) {
      Files.writeString(FILE, reference);
    }

    assertThat(Files.readString(FILE))
        .as("run this test with -Dprescale.update-docs=true to renew %s", FILE)
        .isEqualTo(reference);
  }

  @Test
  void everyOptionIsDescribed() {
    assertThat(Stream.concat(ScalerOptions.all().stream(), RecorderOptions.all().stream()))
        .allSatisfy(option -> assertThat(description(option)).hasSizeGreaterThan(20).endsWith("."));
    assertThat(CollectorOptions.all())
        .allSatisfy(option -> assertThat(description(option)).hasSizeGreaterThan(20).endsWith("."));
  }

  private static String reference() {
    StringBuilder text = new StringBuilder();
    text.append("# Options of the jobs\n\n")
        .append("<!-- Generated from the options by OptionReferenceTest; do not edit. -->\n\n")
        .append("Give an option as an argument of the job (`--metrics.stream metrics`), in a ")
        .append("properties file (`--config job.properties`), or on Amazon Managed Service for ")
        .append("Apache Flink in the property group `")
        .append(OptionValues.PROPERTY_GROUP)
        .append("`. Where an option is given more than once, arguments win over the file, and ")
        .append("the file over the property group. A mistake stops the job before it starts; all ")
        .append("mistakes are named at once.\n\n")
        .append("The jar's main class runs the job that the option `job` names: `scaler` (the ")
        .append(
            "default), `collector` or `recorder`. `flink run -c` may name a job's class instead: ")
        .append("`io.prescale.jobs.PredictiveScalingJob`, `CollectorJob` or `RecorderJob`.\n\n")
        .append("Parallelism, checkpoints, state backend and restarts are Flink's own options and ")
        .append("stand in its configuration (`flink-conf/`), never in the job.\n\n")
        .append("## Scaler\n\n");
    table(ScalerOptions.all(), ScalerOptions.required(), text);
    text.append("\nA group's tags (`prescale:*`) override the `scaling.*` options for that group; ")
        .append("see [policy.md](policy.md).\n\n")
        .append("## Collector\n\n")
        .append("What it does, and what it costs: [collector.md](collector.md).\n\n");
    table(CollectorOptions.all(), CollectorOptions.required(), text);
    text.append("\n## Recorder\n\n")
        .append("What it writes: [decision-log.md](decision-log.md).\n\n");
    table(RecorderOptions.all(), RecorderOptions.required(), text);
    return text.toString();
  }

  private static void table(
      List<ConfigOption<?>> options, List<ConfigOption<?>> required, StringBuilder text) {
    text.append("| Option | Default | |\n|---|---|---|\n");
    for (ConfigOption<?> option : options) {
      text.append("| `")
          .append(option.key())
          .append("` | ")
          .append(shownDefault(option, required.contains(option)))
          .append(" | ")
          .append(description(option))
          .append(" |\n");
    }
  }

  private static String shownDefault(ConfigOption<?> option, boolean required) {
    Object value = option.defaultValue();
    if (value == null) {
      return required ? "required" : "none";
    }
    if (value instanceof Duration) {
      return "`" + TimeUtils.formatWithHighestUnit((Duration) value) + "`";
    }
    if (value instanceof Enum) {
      return "`" + value.toString().toLowerCase(Locale.ROOT) + "`";
    }
    return "`" + value + "`";
  }

  private static String description(ConfigOption<?> option) {
    return new HtmlFormatter().format(option.description());
  }
}
