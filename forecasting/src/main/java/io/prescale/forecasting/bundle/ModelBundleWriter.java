package io.prescale.forecasting.bundle;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.forecasting.features.Checksum;
import io.prescale.forecasting.features.FeatureGroup;
import io.prescale.forecasting.features.FeatureSchema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes bundles into local folders. The same bundle gives the same bytes. */
public final class ModelBundleWriter {
  static final String NETWORK_TYPE = "lstm";

  /** A manifest with this type is written by Python PyTorch, and only read here. */
  static final String SCRIPT_TYPE = "torchscript";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_GETTERS, MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * Writes a bundle: everything into a temporary folder beside the target, which is then renamed.
   * So the folder is there whole or not at all.
   *
   * @param folder the bundle's folder; must not exist, or be empty; its parents are created
   * @throws IllegalArgumentException if it is a TorchScript model: copy its files instead
   * @throws FileAlreadyExistsException if the folder exists and holds something
   * @throws IOException if it cannot be written
   */
  public void write(ModelBundle bundle, Path folder) throws IOException {
    if (bundle.isTorchScript()) {
      throw new IllegalArgumentException(
          "model " + bundle.id() + " is TorchScript, made by Python: copy its files instead");
    }
    Path target = folder.toAbsolutePath();
    requireEmpty(target);
    Files.createDirectories(target.getParent());
    // Not a temporary directory of the JDK's: only its owner could read the bundle.
    Path temporary =
        Files.createDirectory(
            target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID()));
    try {
      writeFiles(bundle, temporary);
      Files.deleteIfExists(target);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(temporary);
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        if (!entries.iterator().hasNext()) {
          return;
        }
      }
    }
    throw new FileAlreadyExistsException(folder.toString(), null, "exists and is not empty");
  }

  private static void writeFiles(ModelBundle bundle, Path folder) throws IOException {
    ManifestDocument document = describe(bundle);
    for (int member = 0; member < bundle.members().size(); member++) {
      String name = "parameters-" + member + ".bin";
      byte[] content = ParameterFile.encode(bundle.members().get(member));
      Files.write(folder.resolve(name), content);
      document.members.add(name);
      document.files.put(name, Checksum.of(content));
    }
    if (!bundle.groups().groups().isEmpty()) {
      writeGroups(bundle.groups(), folder, document);
    }
    Files.write(folder.resolve(ManifestDocument.FILE), MAPPER.writeValueAsBytes(document));
  }

  private static void writeGroups(GroupParts groups, Path folder, ManifestDocument document)
      throws IOException {
    byte[] index = groups.index();
    Files.write(folder.resolve(GroupParts.INDEX_FILE), index);
    document.files.put(GroupParts.INDEX_FILE, Checksum.of(index));
    Path parts = folder.resolve(GroupParts.PARTS_FILE);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(parts))) {
      groups.copyTo(out);
    }
    try (InputStream in = Files.newInputStream(parts)) {
      document.files.put(GroupParts.PARTS_FILE, Checksum.of(in));
    }
  }

  private static ManifestDocument describe(ModelBundle bundle) {
    ManifestDocument document = new ManifestDocument();
    document.formatVersion = ManifestDocument.FORMAT_VERSION;
    document.id = bundle.id();
    document.featureSchema = describe(bundle.schema());
    document.autoregressionPrior = bundle.prior().toNumbers();
    document.adaptive = bundle.adaptive();
    document.groups = bundle.groups().groups().size();
    document.network = new ManifestDocument.Network();
    document.network.type = NETWORK_TYPE;
    document.network.layers = bundle.network().layers();
    document.network.hidden = bundle.network().hidden();
    document.network.dropout = bundle.network().dropout();
    document.network.attention = bundle.network().attention();
    document.horizons = bundle.schema().horizons();
    document.seed = bundle.seed();
    document.training = bundle.training();
    document.accuracy = bundle.accuracy();
    document.residualQuantiles = bundle.residuals();
    document.members = new ArrayList<>();
    document.files = new LinkedHashMap<>();
    return document;
  }

  private static ManifestDocument.Schema describe(FeatureSchema schema) {
    ManifestDocument.Schema document = new ManifestDocument.Schema();
    document.version = schema.version();
    document.sequenceLength = schema.sequenceLength();
    document.horizons = schema.horizons();
    document.scaling = schema.scaling().name();
    document.groups = schema.groups().stream().map(FeatureGroup::name).collect(Collectors.toList());
    document.sequenceFeatures = schema.sequenceFeatures();
    document.staticFeatures = schema.staticFeatures();
    document.fingerprint = schema.fingerprint();
    return document;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        Files.delete(entry);
      }
    }
    Files.delete(folder);
  }
}
