package io.prescale.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.fleet.PolicyType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScalerConfigurationTest {
  @Test
  void needsOnlyRegionAndStream() {
    ScalerConfiguration configuration = configuration();

    assertThat(configuration.get(ScalerOptions.AWS_REGION)).isEqualTo("eu-central-1");
    assertThat(configuration.get(ScalerOptions.METRICS_MAX_OUT_OF_ORDERNESS))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(configuration.find(ScalerOptions.MODEL_PATH)).isEmpty();
    assertThat(configuration.scalingSettings().policy).isEqualTo(PolicyType.STEP);
  }

  @Test
  void readsEveryTypeOfOption() {
    ScalerConfiguration configuration =
        configuration(
            "--metrics.idleness=90s",
            "--metrics.initial-position=latest",
            "--scaling.policy=target",
            "--scaling.target-utilization=55.5",
            "--model.path=s3://bucket/models");

    assertThat(configuration.get(ScalerOptions.METRICS_IDLENESS)).isEqualTo(Duration.ofSeconds(90));
    assertThat(configuration.get(ScalerOptions.METRICS_INITIAL_POSITION))
        .isEqualTo(ScalerOptions.InitialPosition.LATEST);
    assertThat(configuration.scalingSettings().policy).isEqualTo(PolicyType.TARGET);
    assertThat(configuration.scalingSettings().targetUtilization).isEqualTo(55.5);
    assertThat(configuration.find(ScalerOptions.MODEL_PATH)).contains("s3://bucket/models");
  }

  @Test
  void namesAllProblemsAtOnce() {
    assertThatThrownBy(
            () ->
                ScalerConfiguration.of(
                    OptionValues.gather(
                        new String[] {
                          "--metrics.steam=metrics",
                          "--metrics.idleness=soon",
                          "--metrics.initial-position=middle",
                          "--calendar.path=",
                          "--metrics.stale-after=-5min",
                          "stray"
                        },
                        Map.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("8 problems")
        .hasMessageContaining("no option 'metrics.steam'; did you mean metrics.stream?")
        .hasMessageContaining("metrics.idleness cannot be 'soon'; expected a duration such as 30s")
        .hasMessageContaining("cannot be 'middle'; expected one of [TRIM_HORIZON, LATEST]")
        .hasMessageContaining("calendar.path is empty")
        .hasMessageContaining("metrics.stale-after")
        .hasMessageContaining("option aws.region is required and missing")
        .hasMessageContaining("option metrics.stream is required and missing")
        .hasMessageContaining("'stray' is not an option");
  }

  @Test
  void rejectsPolicySettingsThatContradictEachOther() {
    assertThatThrownBy(
            () -> configuration("--scaling.scale-out-above=40", "--scaling.scale-in-below=60"))
        .hasMessageContaining("scale-in-below");
  }

  @Test
  void rejectsAPollIntervalThatWouldFloodTheApi() {
    assertThatThrownBy(() -> configuration("--fleet.poll-interval=10ms"))
        .hasMessageContaining("fleet.poll-interval must be at least 1 s");
  }

  @Test
  void namesContradictionsBesideOtherProblems() {
    assertThatThrownBy(
            () ->
                configuration(
                    "--metrics.idleness=soon",
                    "--decisions.stream=metrics",
                    "--kinesis.emulated=true",
                    "--autoscaling.endpoint=localhost:9000",
                    "--state.time-to-live=1h",
                    "--fleet.poll-interval=10ms",
                    "--model.path=a",
                    "--model.path=b"))
        .hasMessageContaining("7 problems")
        .hasMessageContaining("metrics.idleness cannot be 'soon'")
        .hasMessageContaining("metrics.stream and decisions.stream are both 'metrics'")
        .hasMessageContaining("kinesis.emulated needs kinesis.endpoint, which is missing")
        .hasMessageContaining("autoscaling.endpoint 'localhost:9000' is no endpoint")
        .hasMessageContaining("state.time-to-live must be at least 2 h")
        .hasMessageContaining("fleet.poll-interval must be at least 1 s")
        .hasMessageContaining("--model.path is given twice, as 'a' and as 'b'");
  }

  @Test
  void refusesNamesThatAwsDoesNotKnow() {
    assertThatThrownBy(
            () ->
                ScalerConfiguration.of(
                    OptionValues.gather(
                        new String[] {
                          "--aws.region=Frankfurt",
                          "--metrics.stream=arn:aws:kinesis:eu-central-1:1:stream/metrics"
                        },
                        Map.of())))
        .hasMessageContaining("2 problems")
        .hasMessageContaining("aws.region 'Frankfurt' is no AWS region")
        .hasMessageContaining("not the ARN");
  }

  private static ScalerConfiguration configuration(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--aws.region=eu-central-1");
    all.add("--metrics.stream=metrics");
    return ScalerConfiguration.of(OptionValues.gather(all.toArray(String[]::new), Map.of()));
  }
}
