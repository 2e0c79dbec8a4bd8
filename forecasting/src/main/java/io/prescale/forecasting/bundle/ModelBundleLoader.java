package io.prescale.forecasting.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.features.Checksum;
import io.prescale.forecasting.features.FeatureGroup;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.features.ValueScaling;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.forecasting.network.ParameterValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads bundles and refuses whatever is not exactly what training wrote: another format version,
 * features other than those that this version computes, files that do not match their checksums,
 * sizes or names out of bounds. All of that happens before the native engine sees a byte.
 */
public final class ModelBundleLoader {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** No slash, and no dot in front: a name can not lead out of the bundle. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final int LARGEST_MANIFEST = 16 << 20;
  private static final int LARGEST_PARAMETERS = 256 << 20;
  private static final int MOST_MEMBERS = 32;

  private static final int LARGEST_INDEX = 256 << 20;

  /** A loader of bundles that were trained on the features that this version computes. */
  public ModelBundleLoader() {}

  /**
   * Reads a bundle.
   *
   * @throws ModelBundleException if it cannot be used; the message names file and reason
   */
  public ModelBundle load(BundleFiles files) {
    ManifestDocument document = readManifest(files);
    if (document.formatVersion != ManifestDocument.FORMAT_VERSION) {
      throw refuse(
          files,
          ManifestDocument.FILE
              + " has format version "
              + document.formatVersion
              + ", but this version of Prescale reads "
              + ManifestDocument.FORMAT_VERSION
              + "; train the model again, or use the version of Prescale that wrote it");
    }
    requireComplete(document, files);
    return assemble(document, checkedFeatures(document.featureSchema, files), files);
  }

  private static ModelBundle assemble(
      ManifestDocument document, FeatureSchema schema, BundleFiles files) {
    try {
      if (!ModelBundleWriter.NETWORK_TYPE.equals(document.network.type)) {
        throw new IllegalArgumentException(
            "network type: expected "
                + ModelBundleWriter.NETWORK_TYPE
                + ", found "
                + document.network.type);
      }
      NetworkSpecification network = network(document.network, schema);
      ModelBundle.Builder builder =
          ModelBundle.builder()
              .schema(schema)
              .network(network)
              .prior(new AutoregressionPrior(document.autoregressionPrior))
              .adaptive(document.adaptive)
              .residuals(document.residualQuantiles)
              .groups(readGroups(document, network, files))
              .seed(document.seed)
              .training(document.training)
              .accuracy(document.accuracy);
      for (String member : document.members) {
        builder.member(readParameters(member, document, files));
      }
      ModelBundle bundle = builder.build();
      requireSame("id", document.id, bundle.id());
      return bundle;
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(
          files.location(), ManifestDocument.FILE + ": " + e.getMessage(), e);
    }
  }

  private static NetworkSpecification network(
      ManifestDocument.Network document, FeatureSchema schema) {
    return NetworkSpecification.builder()
        .features(schema.sequenceFeatures().size())
        .staticFeatures(schema.staticSize())
        .layers(document.layers)
        .hidden(document.hidden)
        .dropout(document.dropout)
        .attention(document.attention)
        .horizons(schema.horizons())
        .build();
  }

  private static GroupParts readGroups(
      ManifestDocument document, NetworkSpecification network, BundleFiles files) {
    if (document.groups == 0) {
      return GroupParts.none();
    }
    byte[] index = readChecked(GroupParts.INDEX_FILE, LARGEST_INDEX, document, files);
    try {
      return GroupParts.read(
          index,
          (offset, length) -> files.read(GroupParts.PARTS_FILE, offset, length),
          network,
          document.members.size());
    } catch (IOException e) {
      throw unreadable(GroupParts.INDEX_FILE, e, files);
    }
  }

  private static ManifestDocument readManifest(BundleFiles files) {
    byte[] content = read(ManifestDocument.FILE, LARGEST_MANIFEST, files);
    try {
      ManifestDocument document = MAPPER.readValue(content, ManifestDocument.class);
      if (document == null) {
        throw refuse(files, ManifestDocument.FILE + " is empty");
      }
      return document;
    } catch (JsonMappingException e) {
      throw new ModelBundleException(
          files.location(),
          ManifestDocument.FILE + " at " + e.getPathReference() + ": " + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      String reason =
          e instanceof JsonProcessingException
              ? ((JsonProcessingException) e).getOriginalMessage()
              : e.getMessage();
      throw new ModelBundleException(
          files.location(), ManifestDocument.FILE + " is not JSON: " + reason, e);
    }
  }

  private static void requireComplete(ManifestDocument document, BundleFiles files) {
    Object[][] required = {
      {"id", document.id},
      {"featureSchema", document.featureSchema},
      {"autoregressionPrior", document.autoregressionPrior},
      {"network", document.network},
      {"training", document.training},
      {"accuracy", document.accuracy},
      {"residualQuantiles", document.residualQuantiles},
      {"members", document.members},
      {"files", document.files}
    };
    for (Object[] field : required) {
      if (field[1] == null) {
        throw refuse(files, ManifestDocument.FILE + " lacks the field " + field[0]);
      }
    }
    if (document.members.isEmpty() || document.members.size() > MOST_MEMBERS) {
      throw refuse(
          files,
          ManifestDocument.FILE
              + " names "
              + document.members.size()
              + " members; expected 1 to "
              + MOST_MEMBERS);
    }
  }

  private static FeatureSchema checkedFeatures(ManifestDocument.Schema found, BundleFiles files) {
    FeatureSchema expected = expected(found, files);
    if (!expected.fingerprint().equals(found.fingerprint)) {
      throw refuse(
          files,
          ManifestDocument.FILE
              + " was trained on features with fingerprint "
              + found.fingerprint
              + " (version "
              + found.version
              + "), but this version of Prescale computes "
              + expected.fingerprint()
              + " (version "
              + expected.version()
              + "); train the model again with this version");
    }
    return expected;
  }

  /** What this version computes for the choice of features that the manifest names. */
  private static FeatureSchema expected(ManifestDocument.Schema found, BundleFiles files) {
    try {
      Set<FeatureGroup> groups = EnumSet.noneOf(FeatureGroup.class);
      for (String group : found.groups == null ? List.<String>of() : found.groups) {
        groups.add(FeatureGroup.valueOf(group));
      }
      return FeatureSchema.of(ValueScaling.valueOf(String.valueOf(found.scaling)), groups);
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(
          files.location(),
          ManifestDocument.FILE
              + " names features that this version of Prescale does not know ("
              + e.getMessage()
              + "); train the model again with this version",
          e);
    }
  }

  private static List<ParameterValues> readParameters(
      String name, ManifestDocument document, BundleFiles files) {
    if (name == null || !PLAIN_NAME.matcher(name).matches()) {
      throw refuse(
          files, ManifestDocument.FILE + " names the member file \"" + name + "\": no plain name");
    }
    byte[] content = readChecked(name, LARGEST_PARAMETERS, document, files);
    try {
      return ParameterFile.decode(content);
    } catch (IOException e) {
      throw unreadable(name, e, files);
    }
  }

  private static ModelBundleException unreadable(
      String name, IOException cause, BundleFiles files) {
    String reason = cause.getMessage() == null ? "it ends too early" : cause.getMessage();
    return new ModelBundleException(files.location(), name + " cannot be read: " + reason, cause);
  }

  private static byte[] readChecked(
      String name, int limit, ManifestDocument document, BundleFiles files) {
    byte[] content = read(name, limit, files);
    String found = Checksum.of(content);
    String checksum = document.files.get(name);
    if (!found.equals(checksum)) {
      throw refuse(
          files,
          name
              + " has SHA-256 "
              + found
              + ", but "
              + ManifestDocument.FILE
              + " says "
              + checksum
              + "; the file is damaged or of another bundle: copy the bundle again");
    }
    return content;
  }

  private static byte[] read(String name, int limit, BundleFiles files) {
    try (InputStream in = files.open(name)) {
      byte[] content = in.readNBytes(limit + 1);
      if (content.length > limit) {
        throw refuse(files, name + " is larger than " + limit + " bytes");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw new ModelBundleException(files.location(), "there is no file " + name, e);
    } catch (IOException e) {
      throw new ModelBundleException(
          files.location(), name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void requireSame(String what, String found, String computed) {
    if (!computed.equals(found)) {
      throw new IllegalArgumentException(
          what + " is " + found + ", but the content gives " + computed);
    }
  }

  private static ModelBundleException refuse(BundleFiles files, String problem) {
    return new ModelBundleException(files.location(), problem);
  }
}
