package io.prescale.forecasting.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.forecasting.BundleBuilder;
import io.prescale.forecasting.features.FeatureGroup;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.features.ValueScaling;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
  @TempDir Path temporary;

  private final ModelBundle bundle = GroupPartExamples.bundle("api", "web");
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = temporary.resolve("models/first");
    new ModelBundleWriter().write(bundle, folder);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    ModelBundle read = load();

    assertThat(read.id()).isEqualTo(bundle.id()).startsWith("lstm-");
    assertThat(read.isTorchScript()).isFalse();
    assertThat(read.schema()).isEqualTo(bundle.schema());
    assertThat(read.network()).hasToString(bundle.network().toString());
    assertThat(read.network().dropout()).isEqualTo(bundle.network().dropout());
    assertThat(read.prior().toNumbers()).isEqualTo(bundle.prior().toNumbers());
    assertThat(read.adaptive()).isEqualTo(bundle.adaptive());
    assertThat(read.residuals().upper()).isEqualTo(bundle.residuals().upper());
    assertThat(read.seed()).isEqualTo(bundle.seed());
    assertThat(read.training()).usingRecursiveComparison().isEqualTo(bundle.training());
    assertThat(read.accuracy()).usingRecursiveComparison().isEqualTo(bundle.accuracy());
    assertThat(read.members()).usingRecursiveComparison().isEqualTo(bundle.members());
    assertThat(read.groups().groups()).containsExactly("api", "web");
    assertThat(read.groups().find("web").orElseThrow().heads().get(1).toNumbers())
        .isEqualTo(bundle.groups().find("web").orElseThrow().heads().get(1).toNumbers());
  }

  @Test
  void keepsAnotherChoiceOfFeaturesAndAModelThatDoesNotAdapt() throws IOException {
    FeatureSchema schema =
        FeatureSchema.of(ValueScaling.RANGE, EnumSet.of(FeatureGroup.VALUES, FeatureGroup.CLOCK));
    ModelBundle other = BundleBuilder.of(schema).adaptive(false).build();
    Path second = temporary.resolve("models/second");
    new ModelBundleWriter().write(other, second);

    ModelBundle read = new ModelBundleLoader().load(new LocalBundleFiles(second));

    assertThat(read.schema()).isEqualTo(schema);
    assertThat(read.adaptive()).isFalse();
    assertThat(read.id()).isEqualTo(other.id());
    assertThat(second.resolve("groups.bin")).doesNotExist();
  }

  @Test
  void writesTheSameBytesForTheSameBundle() throws IOException {
    Path second = temporary.resolve("models/second");
    new ModelBundleWriter().write(bundle, second);

    for (String name :
        List.of(
            "model.json",
            "parameters-0.bin",
            "parameters-1.bin",
            "groups-index.bin",
            "groups.bin")) {
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
  void isNamedByAllThatItsForecastsDependOn() {
    List<ModelBundle> others =
        List.of(
            BundleBuilder.builder(2, 8, 1, 2).build(),
            BundleBuilder.builder(2, 8, 1, 3).build(),
            BundleBuilder.builder(2, 8, 1).build(),
            BundleBuilder.builder(2, 8, 1, 2).adaptive(false).build(),
            GroupPartExamples.bundle("api"),
            bundle);

    assertThat(others).extracting(ModelBundle::id).doesNotHaveDuplicates();
    assertThat(BundleBuilder.builder(2, 8, 1, 2).seed(99).build().id())
        .isEqualTo(others.get(0).id());
  }

  @Test
  void refusesPartsThatDoNotFitEachOther() {
    assertThatThrownBy(
            () ->
                BundleBuilder.builder(1, 8, 1)
                    .residuals(new ResidualQuantiles(new double[3], new double[3]))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("residual quantiles: expected 12 values")
        .hasMessageContaining("found 3");
    assertThatThrownBy(
            () ->
                BundleBuilder.builder(1, 8, 1)
                    .schema(FeatureSchema.of(ValueScaling.RANGE, EnumSet.allOf(FeatureGroup.class)))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network static features: expected 0");
    assertThatThrownBy(() -> BundleBuilder.empty().network(BundleBuilder.network(1, 8)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one member");
  }

  private ModelBundle load() {
    return new ModelBundleLoader().load(new LocalBundleFiles(folder));
  }
}
