package io.prescale.forecasting.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prescale.forecasting.features.Checksum;
import io.prescale.forecasting.features.FeatureSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every damage is refused before the engine sees a byte, naming the file and what was expected. */
class DamagedBundleTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path temporary;

  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = temporary.resolve("model");
    new ModelBundleWriter().write(GroupPartExamples.bundle("api", "web"), folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "parameters-1.bin", "groups-index.bin", "groups.bin"})
  void refusesAMissingFile(String name) throws IOException {
    Files.delete(folder.resolve(name));

    assertRefused("there is no file " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parameters-1.bin", "groups-index.bin"})
  void refusesAChangedFileNamingBothChecksums(String name) throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve(name));
    String before = Checksum.of(content);
    content[content.length / 2] ^= 1;
    Files.write(folder.resolve(name), content);

    assertRefused(name, before, Checksum.of(content), "damaged", "copy the bundle again");
  }

  @Test
  void refusesGroupsThatAreCutOffOrLongerThanTheIndexSays() throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve("groups.bin"));
    Files.write(folder.resolve("groups.bin"), Arrays.copyOf(content, content.length - 1));
    assertRefused("groups.bin", "shorter than the " + content.length + " bytes");

    Files.write(folder.resolve("groups.bin"), new byte[0]);
    assertRefused("groups.bin", "shorter");

    Files.write(folder.resolve("groups.bin"), Arrays.copyOf(content, content.length + 1));
    assertRefused("groups.bin", "longer than the " + content.length + " bytes");
  }

  /** What is only read when it is asked for is checked then, or when somebody verifies. */
  @Test
  void refusesThePartOfAGroupThatWasChanged() throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve("groups.bin"));
    String before = Checksum.of(content);
    content[content.length - 100] ^= 1;
    Files.write(folder.resolve("groups.bin"), content);
    GroupParts groups = load().groups();

    assertThat(groups.find("api")).isPresent();
    assertThatThrownBy(() -> groups.find("web"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("groups.bin")
        .hasMessageContaining("group web is damaged; copy the bundle again");
    assertThatThrownBy(() -> new ModelBundleLoader().verifyGroups(new LocalBundleFiles(folder)))
        .isInstanceOf(ModelBundleException.class)
        .hasMessageContaining("groups.bin has SHA-256 " + Checksum.of(content))
        .hasMessageContaining(before);
  }

  @Test
  void refusesAnotherNumberOfGroupsThanTheIndexHas() throws IOException {
    change(manifest -> manifest.put("groups", 3));

    assertRefused("groups: expected 2 as in the index, found 3");
  }

  @Test
  void refusesOtherFormatVersionsNamingBoth() throws IOException {
    for (int version : new int[] {0, 1, 3, 99}) {
      change(manifest -> manifest.put("formatVersion", version));
      assertRefused("format version " + version, "reads 2", "train the model again");
    }
  }

  @Test
  void refusesOtherFeaturesNamingBothFingerprints() throws IOException {
    change(manifest -> schema(manifest).put("fingerprint", "abc123"));

    assertRefused("abc123", FeatureSchema.complete().fingerprint(), "train the model again");
  }

  @Test
  void refusesFeaturesThatItDoesNotKnow() throws IOException {
    change(manifest -> schema(manifest).putArray("groups").add("WEATHER"));
    assertRefused("model.json", "does not know", "WEATHER");

    change(manifest -> schema(manifest).putArray("groups"));
    assertRefused("model.json", "at least one group");

    change(manifest -> schema(manifest).put("scaling", "QUANTILE"));
    assertRefused("model.json", "QUANTILE");
  }

  @Test
  void refusesAPriorThatIsNone() throws IOException {
    change(manifest -> manifest.putArray("autoregressionPrior").add(1));
    assertRefused("expected 468 coefficients", "found 1");

    change(
        manifest -> {
          for (int index = 0; index < 468; index++) {
            manifest.withArray("autoregressionPrior").add(1e300);
          }
          manifest.withArray("autoregressionPrior").remove(0);
        });
    assertRefused("model.json", "coefficient of the autoregression is not a finite number");
  }

  @Test
  void refusesResidualQuantilesOutOfOrder() throws IOException {
    change(
        manifest -> ((ObjectNode) manifest.get("residualQuantiles")).withArray("lower").set(4, 9));

    assertRefused("model.json", "residual quantiles of horizon 5", "9.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../other/parameters-0.bin",
        "/etc/passwd",
        "a/b.bin",
        "..",
        ".hidden",
        "",
        "a\\b.bin"
      })
  void refusesANameThatLeadsOutOfTheBundle(String name) throws IOException {
    change(manifest -> manifest.putArray("members").add(name));

    assertRefused("no plain name");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 9, 2_000_000_000})
  void refusesAnAbsurdNumberOfLayers(int layers) throws IOException {
    change(manifest -> ((ObjectNode) manifest.get("network")).put("layers", layers));

    assertRefused("layers must be from 1 to 8", String.valueOf(layers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "featureSchema",
        "autoregressionPrior",
        "network",
        "training",
        "accuracy",
        "residualQuantiles",
        "members",
        "files"
      })
  void refusesAManifestThatLacksAField(String field) throws IOException {
    change(manifest -> manifest.remove(field));

    assertRefused("lacks the field " + field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{", "[]", "\"text\"", "{\"formatVersion\": \"x\"}"})
  void refusesAManifestThatIsNone(String text) throws IOException {
    Files.writeString(folder.resolve("model.json"), text);

    assertRefused("model.json");
  }

  @Test
  void refusesNoMembersAndTooMany() throws IOException {
    change(manifest -> manifest.putArray("members"));
    assertRefused("names 0 members", "expected 1 to 32");

    change(
        manifest -> {
          for (int member = 0; member < 33; member++) {
            manifest.withArray("members").add("parameters-0.bin");
          }
        });
    assertRefused("names 33 members");
  }

  @Test
  void refusesAnIdThatIsNotThatOfTheContent() throws IOException {
    change(manifest -> manifest.put("id", "lstm-0123456789ab"));

    assertRefused("id is lstm-0123456789ab, but the content gives lstm-");
  }

  @Test
  void refusesParametersThatAreNoNumbersWithAFittingChecksum() throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve("parameters-0.bin"));
    ByteBuffer.wrap(content).putFloat(content.length - 4, Float.NaN);
    replace("parameters-0.bin", content);

    assertRefused("parameters-0.bin", "04output_bias holds a value that is not a number");
  }

  /** What is left when only the checksum was made to fit. */
  @ParameterizedTest
  @ValueSource(strings = {"parameters-0.bin", "groups-index.bin"})
  void refusesTruncatedFilesWithAFittingChecksum(String name) throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve(name));
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 30; trial++) {
      replace(name, Arrays.copyOf(content, random.nextInt(content.length)));
      assertRefused(name);
    }
  }

  @Test
  void refusesGarbageWithAFittingChecksum() throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve("parameters-0.bin"));
    SplittableRandom random = new SplittableRandom(2);
    for (int trial = 0; trial < 30; trial++) {
      byte[] damaged = content.clone();
      ByteBuffer.wrap(damaged).putInt(random.nextInt(90), random.nextInt());
      replace("parameters-0.bin", damaged);
      assertRefused("model bundle");
    }
  }

  private static ObjectNode schema(ObjectNode manifest) {
    return (ObjectNode) manifest.get("featureSchema");
  }

  private ModelBundle load() {
    return new ModelBundleLoader().load(new LocalBundleFiles(folder));
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(this::load)
        .isInstanceOf(ModelBundleException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining(folder.toString());
  }

  private void replace(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
    change(manifest -> ((ObjectNode) manifest.get("files")).put(name, Checksum.of(content)));
  }

  private void change(Consumer<ObjectNode> change) throws IOException {
    Path file = folder.resolve("model.json");
    ObjectNode manifest = (ObjectNode) MAPPER.readTree(file.toFile());
    change.accept(manifest);
    MAPPER.writeValue(file.toFile(), manifest);
  }
}
