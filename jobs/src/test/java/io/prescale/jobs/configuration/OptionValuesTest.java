package io.prescale.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionValuesTest {
  @TempDir Path folder;

  @Test
  void argumentsWinOverTheFileAndTheFileOverThePropertyGroup() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("job.properties"), "aws.region=from-file\nmetrics.stream=from-file\n");
    Properties group = new Properties();
    group.setProperty("aws.region", "from-group");
    group.setProperty("metrics.stream", "from-group");
    group.setProperty("model.path", "from-group");

    OptionValues values =
        OptionValues.gather(
            new String[] {"--config", file.toString(), "--aws.region=from-argument"},
            Map.of(OptionValues.PROPERTY_GROUP, group, "other", new Properties()));

    assertThat(values.values())
        .containsOnly(
            Map.entry("aws.region", "from-argument"),
            Map.entry("metrics.stream", "from-file"),
            Map.entry("model.path", "from-group"));
    assertThat(values.origin("aws.region")).isEqualTo("argument --aws.region");
    assertThat(values.origin("metrics.stream")).isEqualTo("file " + file);
    assertThat(values.origin("model.path")).isEqualTo("property group prescale");
    assertThat(values.problems()).isEmpty();
  }

  @Test
  void reportsEveryProblemOfTheSources() {
    OptionValues values =
        OptionValues.gather(
            new String[] {"aws.region", "--config", "/no/such.properties", "--metrics.stream"},
            Map.of());

    assertThat(values.problems())
        .hasSize(3)
        .anySatisfy(p -> assertThat(p).contains("'aws.region' is not an option"))
        .anySatisfy(p -> assertThat(p).contains("--config").contains("/no/such.properties"))
        .anySatisfy(p -> assertThat(p).contains("--metrics.stream lacks a value"));
  }

  @Test
  void aValueMayHoldEqualSigns() {
    OptionValues values =
        OptionValues.gather(new String[] {"--model.path=s3://bucket/a=b"}, Map.of());

    assertThat(values.values()).containsEntry("model.path", "s3://bucket/a=b");
  }
}
