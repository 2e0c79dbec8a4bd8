package io.prescale.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleException;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.forecasting.bundle.ModelBundleWriter;
import io.prescale.forecasting.features.Checksum;
import io.prescale.forecasting.features.FeatureBatch;
import io.prescale.forecasting.features.FeatureExtractor;
import io.prescale.forecasting.features.ForecastQuantity;
import io.prescale.forecasting.network.ScriptedNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path temporary;

  private final ModelBundle bundle = ScriptBundles.load();
  private Path folder;

  @BeforeEach
  void copy() throws IOException {
    folder = Files.createDirectory(temporary.resolve("model"));
    for (String name : List.of("model.json", "forecast.pt")) {
      Files.copy(ScriptBundles.folder().resolve(name), folder.resolve(name));
    }
  }

  @Test
  void computesWhatPythonPyTorchComputes() throws IOException {
    int features = bundle.schema().sequenceFeatures().size();
    int statics = bundle.schema().staticSize();
    float[][] expected;
    try (InputStream in = getClass().getResourceAsStream("torchscript-outputs.json")) {
      expected = MAPPER.readValue(in, float[][].class);
    }
    try (ScriptedNetwork network = ScriptedNetwork.of(bundle.scripts().get(0));
        NDManager scope = network.newScope()) {
      NDArray sequences = scope.create(repeating(2 * 24 * features, 7), new Shape(2, 24, features));
      NDArray inputs = scope.create(repeating(2 * statics, 5), new Shape(2, statics));

      float[] outputs = network.forward(sequences, inputs);

      for (int index = 0; index < outputs.length; index++) {
        assertThat(outputs[index])
            .isCloseTo(expected[index / Slots.HORIZONS][index % Slots.HORIZONS], within(1e-5f));
      }
      assertThat(outputs).hasSize(2 * Slots.HORIZONS);
    }
  }

  /** 0, 1/n, ... (n-1)/n, 0, and so on, as in the example script. */
  private static float[] repeating(int count, int period) {
    float[] numbers = new float[count];
    for (int index = 0; index < count; index++) {
      numbers[index] = index % period / (float) period;
    }
    return numbers;
  }

  @Test
  void forecastsTheChangesThatTheProgramGives() {
    ModelBundle alone = ScriptBundles.like(bundle, bundle.scripts()).adaptive(false).build();
    GroupSequence sequence = SequenceBuilder.arbitrary(3);
    float[] outputs;
    FeatureBatch batch = new FeatureBatch(bundle.schema(), 1);
    GroupState state = GroupState.create(ForecastQuantity.of(sequence));
    state.take(
        sequence.slotStart,
        ForecastQuantity.measuredValues(sequence, state.quantity),
        bundle.prior());
    new FeatureExtractor(bundle.schema(), bundle.prior()).extract(sequence, state, batch);
    try (ScriptedNetwork network = ScriptedNetwork.of(bundle.scripts().get(0));
        NDManager scope = network.newScope()) {
      outputs =
          network.forward(
              scope.create(batch.sequenceInputs(), new Shape(1, 24, 15)),
              scope.create(batch.staticInputs(), new Shape(1, bundle.schema().staticSize())));
    }

    try (Forecaster forecaster = Forecaster.of(alone)) {
      Forecast forecast = forecast(forecaster, sequence);

      for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
        assertThat(forecast.expected[horizon])
            .isCloseTo(Math.max(0, batch.value(0, horizon, outputs[horizon])), within(1e-3));
      }
      assertThat(forecast.modelId).isEqualTo("torchscript-changed");
    }
  }

  @Test
  void averagesSeveralPrograms() {
    byte[] program = bundle.scripts().get(0);
    ModelBundle twice =
        ScriptBundles.like(bundle, List.of(program, program)).adaptive(false).build();
    ModelBundle once = ScriptBundles.like(bundle, List.of(program)).adaptive(false).build();
    GroupSequence sequence = SequenceBuilder.arbitrary(3);
    try (Forecaster one = Forecaster.of(once);
        Forecaster two = Forecaster.of(twice)) {
      assertThat(forecast(two, sequence).expected)
          .usingComparatorWithPrecision(1e-9)
          .containsExactly(forecast(one, sequence).expected);
    }
  }

  private static Forecast forecast(Forecaster forecaster, GroupSequence sequence) {
    return forecaster.forecast(List.of(sequence), List.of(forecaster.begin(sequence))).get(0);
  }

  @Test
  void refusesAProgramThatTakesOtherFeatures() {
    assertThatThrownBy(() -> Forecaster.of(ScriptBundles.of("other-features")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not take inputs of shapes")
        .hasMessageContaining("24, 15");
  }

  @Test
  void refusesAProgramThatGivesAnotherShape() {
    assertThatThrownBy(() -> Forecaster.of(ScriptBundles.of("too-short")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11)")
        .hasMessageContaining("expected one array of shape")
        .hasMessageContaining("12)");
  }

  /** A decision must not depend on which groups share a task with a group. */
  @Test
  void refusesAProgramWhoseScoresDependOnTheOtherSequences() {
    assertThatThrownBy(() -> Forecaster.of(ScriptBundles.of("normalised")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must compute each one by itself")
        .hasMessageContaining("eval()");
  }

  @Test
  void refusesAProgramWhoseScoresDependOnChance() {
    assertThatThrownBy(() -> Forecaster.of(ScriptBundles.of("by-chance")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without chance");
  }

  @Test
  void aProgramThatGivesNoNumbersForecastsNothing() {
    try (Forecaster forecaster = Forecaster.of(ScriptBundles.of("no-numbers"))) {
      assertThat(forecast(forecaster, SequenceBuilder.arbitrary(3))).isNull();
    }
  }

  @Test
  void refusesAFileThatIsNoProgramNamingTheBundle() throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve("forecast.pt"));
    for (byte[] broken :
        List.of(
            new byte[0], "not a program".getBytes(), Arrays.copyOf(content, content.length / 2))) {
      Files.write(folder.resolve("forecast.pt"), broken);
      change(
          manifest -> ((ObjectNode) manifest.get("files")).put("forecast.pt", Checksum.of(broken)));

      assertThatThrownBy(() -> Forecaster.load(new LocalBundleFiles(folder)).close())
          .isInstanceOf(ModelBundleException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("cannot load the TorchScript program");
    }
  }

  @Test
  void refusesAProgramThatIsNotTheOneOfTheManifest() throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve("forecast.pt"));
    content[content.length / 2] ^= 1;
    Files.write(folder.resolve("forecast.pt"), content);
    assertRefused("forecast.pt", Checksum.of(content), "damaged", "copy the bundle again");

    Files.delete(folder.resolve("forecast.pt"));
    assertRefused("there is no file forecast.pt");
  }

  @Test
  void refusesANameThatIsNone() throws IOException {
    change(manifest -> manifest.put("id", "my model"));
    assertRefused("must begin with torchscript-", "my model");

    change(manifest -> manifest.put("id", "lstm-0123456789ab"));
    assertRefused("must begin with torchscript-");
  }

  @Test
  void refusesGroupsBesideAProgramAndUnknownTypes() throws IOException {
    change(manifest -> manifest.put("groups", 3));
    assertRefused("groups: expected 0 with a TorchScript model, found 3");

    change(manifest -> manifest.put("groups", 0));
    change(manifest -> ((ObjectNode) manifest.get("network")).put("type", "onnx"));
    assertRefused("network type: expected lstm or torchscript, found onnx");
  }

  @Test
  void isCopiedAndNotWritten() {
    assertThatThrownBy(() -> new ModelBundleWriter().write(bundle, temporary.resolve("copy")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("copy its files instead");
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> new ModelBundleLoader().load(new LocalBundleFiles(folder)))
        .isInstanceOf(ModelBundleException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining(folder.toString());
  }

  private void change(Consumer<ObjectNode> change) throws IOException {
    Path file = folder.resolve("model.json");
    ObjectNode manifest = (ObjectNode) MAPPER.readTree(file.toFile());
    change.accept(manifest);
    MAPPER.writeValue(file.toFile(), manifest);
  }
}
