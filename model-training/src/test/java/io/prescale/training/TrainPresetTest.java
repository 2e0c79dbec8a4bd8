package io.prescale.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.forecasting.features.FeatureGroup;
import io.prescale.forecasting.features.ValueScaling;
import io.prescale.training.evaluation.EvaluateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainPresetTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  @Test
  void bothPresetsTrainAndAreMeasuredSideBySide() throws IOException {
    Path history =
        SeriesBuilder.cpu(
                "web", 500, slot -> 50 + 20 * Math.sin(slot / 5.0) + 3 * Math.sin(slot * slot))
            .writeTo(folder);
    Path adaptive = folder.resolve("default");
    Path classic = folder.resolve("classic");
    train(history, adaptive, "DEFAULT");
    train(history, classic, "CLASSIC");

    ModelBundle bundle = new ModelBundleLoader().load(new LocalBundleFiles(classic));
    assertThat(bundle.schema().scaling()).isEqualTo(ValueScaling.RANGE);
    assertThat(bundle.schema().groups())
        .containsExactlyInAnyOrder(
            FeatureGroup.VALUES, FeatureGroup.SIGNALS, FeatureGroup.CLOCK, FeatureGroup.CALENDAR);
    assertThat(bundle.network().layers()).isEqualTo(2);
    assertThat(bundle.network().attention()).isTrue();
    assertThat(bundle.network().dropout()).isEqualTo(0.2);
    assertThat(bundle.adaptive()).isFalse();
    assertThat(bundle.groups().find("web").orElseThrow().heads()).isEmpty();

    Path report = folder.resolve("report");
    run(
        new EvaluateCommand(),
        "--model",
        adaptive,
        "--compare",
        "classic=" + classic,
        "--history",
        history,
        "--report",
        report);
    JsonNode next =
        JsonMapper.builder()
            .build()
            .readTree(report.resolve("evaluation.json").toFile())
            .at("/series/0/horizons/0");
    assertThat(next.at("/model/mae").asDouble()).isPositive();
    assertThat(next.at("/models/classic/mae").asDouble())
        .isPositive()
        .isNotEqualTo(next.at("/model/mae").asDouble());
  }

  private void train(Path history, Path output, String preset) {
    run(
        new TrainCommand(),
        "--history",
        history,
        "--output",
        output,
        "--preset",
        preset,
        "--epochs",
        2,
        "--hidden",
        8);
  }

  private void run(Object command, Object... arguments) {
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    assertThat(code).as(err.toString()).isZero();
  }
}
