package io.prescale.forecasting.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prescale.forecasting.BundleBuilder;
import io.prescale.forecasting.features.Checksum;
import io.prescale.forecasting.features.FeatureSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelBundleTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path temporary;

  private final ModelBundle bundle = BundleBuilder.arbitrary(2, 8, 1, 2);
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = temporary.resolve("models/first");
    new ModelBundleWriter().write(bundle, folder);
  }

  @Test
  void readsWhatItWrote() {
    ModelBundle read = load();

    assertThat(read.id()).isEqualTo(bundle.id());
    assertThat(read.schema()).isEqualTo(bundle.schema());
    assertThat(read.network()).hasToString(bundle.network().toString());
    assertThat(read.network().dropout()).isEqualTo(bundle.network().dropout());
    assertThat(read.scaler().horizonScales()).isEqualTo(bundle.scaler().horizonScales());
    assertThat(read.residuals().upper()).isEqualTo(bundle.residuals().upper());
    assertThat(read.seed()).isEqualTo(bundle.seed());
    assertThat(read.training()).usingRecursiveComparison().isEqualTo(bundle.training());
    assertThat(read.accuracy()).usingRecursiveComparison().isEqualTo(bundle.accuracy());
    assertThat(read.members()).usingRecursiveComparison().isEqualTo(bundle.members());
  }

  @Test
  void writesTheSameBytesForTheSameBundle() throws IOException {
    Path second = temporary.resolve("models/second");
    new ModelBundleWriter().write(bundle, second);

    for (String name : List.of("model.json", "parameters-0.bin", "parameters-1.bin")) {
      assertThat(second.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
    }
    try (Stream<Path> entries = Files.list(folder.getParent())) {
      assertThat(entries).as("no temporary folder is left").hasSize(2);
    }
  }

  @Test
  void doesNotWriteOverAnything() {
    assertThatThrownBy(() -> new ModelBundleWriter().write(bundle, folder))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("not empty");
    assertThat(load().id()).isEqualTo(bundle.id());
  }

  @Test
  void writesIntoAnEmptyFolder() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));

    new ModelBundleWriter().write(bundle, empty);

    assertThat(empty.resolve("model.json")).exists();
  }

  @Test
  void refusesAFolderWithoutABundle() {
    assertRefused(temporary, "there is no file model.json");
  }

  @Test
  void refusesAnotherFormatVersionNamingBoth() throws IOException {
    change(manifest -> manifest.put("formatVersion", 7));

    assertRefused(folder, "format version 7", "reads 1", "train the model again");
  }

  @Test
  void refusesOtherFeaturesNamingBothFingerprints() throws IOException {
    change(manifest -> schema(manifest).put("fingerprint", "abc123"));

    assertRefused(folder, "abc123", FeatureSchema.current().fingerprint(), "train the model again");
  }

  @Test
  void refusesAChangedParameterFileNamingBothChecksums() throws IOException {
    Path file = folder.resolve("parameters-1.bin");
    byte[] content = Files.readAllBytes(file);
    String before = Checksum.of(content);
    content[100] ^= 1;
    Files.write(file, content);

    assertRefused(folder, "parameters-1.bin", before, Checksum.of(content), "damaged");
  }

  @Test
  void refusesAMissingParameterFile() throws IOException {
    Files.delete(folder.resolve("parameters-0.bin"));

    assertRefused(folder, "there is no file parameters-0.bin");
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

    assertRefused(folder, "no plain name");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 9, 2_000_000_000})
  void refusesAnAbsurdNumberOfLayers(int layers) throws IOException {
    change(manifest -> ((ObjectNode) manifest.get("network")).put("layers", layers));

    assertRefused(folder, "layers must be from 1 to 8", String.valueOf(layers));
  }

  @Test
  void refusesAnAbsurdSizeOfLayers() throws IOException {
    change(manifest -> ((ObjectNode) manifest.get("network")).put("hidden", 2_000_000_000));

    assertRefused(folder, "hidden must be from 1 to 1024");
  }

  @Test
  void refusesScalesAndQuantilesThatAreNone() throws IOException {
    change(manifest -> ((ObjectNode) manifest.get("scaler")).putArray("horizonScales").add(0));
    assertRefused(folder, "model.json", "horizonScales must be above 0");

    change(
        manifest -> {
          ((ObjectNode) manifest.get("scaler")).putArray("horizonScales").add(1);
        });
    assertRefused(folder, "scaler: expected 12 values", "found 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "featureSchema",
        "scaler",
        "network",
        "training",
        "accuracy",
        "residualQuantiles",
        "members",
        "files"
      })
  void refusesAManifestThatLacksAField(String field) throws IOException {
    change(manifest -> manifest.remove(field));

    assertRefused(folder, "lacks the field " + field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{", "[]", "\"text\"", "{\"formatVersion\": \"x\"}"})
  void refusesAManifestThatIsNone(String text) throws IOException {
    Files.writeString(folder.resolve("model.json"), text);

    assertRefused(folder, "model.json");
  }

  @Test
  void refusesNoMembersAndTooMany() throws IOException {
    change(manifest -> manifest.putArray("members"));
    assertRefused(folder, "names 0 members");

    change(
        manifest -> {
          for (int member = 0; member < 33; member++) {
            manifest.withArray("members").add("parameters-0.bin");
          }
        });
    assertRefused(folder, "names 33 members");
  }

  /** What is left when only the checksum was made to fit. */
  @Test
  void refusesTruncatedAndGarbageParametersWithAFittingChecksum() throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve("parameters-0.bin"));
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 300; trial++) {
      byte[] damaged =
          trial % 2 == 0 ? Arrays.copyOf(content, random.nextInt(content.length)) : content.clone();
      if (trial % 2 == 1) {
        int at = random.nextInt(400);
        ByteBuffer.wrap(damaged).putInt(Math.min(at, damaged.length - 4), random.nextInt());
      }
      replaceParameters(damaged);
      assertThatThrownBy(this::load).isInstanceOf(ModelBundleException.class);
    }
  }

  @Test
  void refusesParametersWithHugeDimensions() throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve("parameters-0.bin"));
    // Magic, count, name and number of dimensions stand before the first dimension.
    int nameLength = ByteBuffer.wrap(content).getShort(8);
    ByteBuffer.wrap(content).putLong(8 + 2 + nameLength + 4, Long.MAX_VALUE / 2);
    replaceParameters(content);

    assertRefused(folder, "parameters-0.bin", "claims shape", "more than there is");
  }

  private void replaceParameters(byte[] content) throws IOException {
    Files.write(folder.resolve("parameters-0.bin"), content);
    change(
        manifest ->
            ((ObjectNode) manifest.get("files")).put("parameters-0.bin", Checksum.of(content)));
  }

  private void change(Consumer<ObjectNode> change) throws IOException {
    Path file = folder.resolve("model.json");
    ObjectNode manifest = (ObjectNode) MAPPER.readTree(file.toFile());
    change.accept(manifest);
    Files.write(file, MAPPER.writeValueAsBytes(manifest));
  }

  private static ObjectNode schema(ObjectNode manifest) {
    return (ObjectNode) manifest.get("featureSchema");
  }

  private ModelBundle load() {
    return new ModelBundleLoader().load(new LocalBundleFiles(folder));
  }

  private static void assertRefused(Path folder, String... words) {
    assertThatThrownBy(() -> new ModelBundleLoader().load(new LocalBundleFiles(folder)))
        .isInstanceOf(ModelBundleException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContainingAll(words);
  }
}
