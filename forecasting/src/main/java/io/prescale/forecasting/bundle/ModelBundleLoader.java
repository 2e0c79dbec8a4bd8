package io.prescale.forecasting.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.features.FeatureGroup;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.features.ValueScaling;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.forecasting.network.ParameterValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads bundles and refuses whatever is not exactly what training wrote: another format version,
 * features other than those that this version computes, files that do not match their checksums,
 * sizes or names out of bounds. All of that happens before the native engine sees a byte.
 */
public final class ModelBundleLoader {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

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
      ModelBundle.Builder builder =
          ModelBundle.builder()
              .schema(schema)
              .prior(new AutoregressionPrior(document.autoregressionPrior))
              .adaptive(document.adaptive)
              .residuals(document.residualQuantiles)
              .seed(document.seed)
              .training(document.training)
              .accuracy(document.accuracy);
      addModel(builder, document, schema, files);
      ModelBundle bundle = builder.build();
      requireSame("id", document.id, bundle.id());
      return bundle;
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(
          files.location(), ManifestDocument.FILE + ": " + e.getMessage(), e);
    }
  }

  private static void addModel(
      ModelBundle.Builder builder,
      ManifestDocument document,
      FeatureSchema schema,
      BundleFiles files) {
    if (ModelBundleWriter.SCRIPT_TYPE.equals(document.network.type)) {
      if (document.groups != 0) {
        throw new IllegalArgumentException(
            "groups: expected 0 with a TorchScript model, found " + document.groups);
      }
      builder.scripts(document.id, readScripts(document, files));
      return;
    }
    if (!ModelBundleWriter.NETWORK_TYPE.equals(document.network.type)) {
      throw new IllegalArgumentException(
          "network type: expected "
              + ModelBundleWriter.NETWORK_TYPE
              + " or "
              + ModelBundleWriter.SCRIPT_TYPE
              + ", found "
              + document.network.type);
    }
    NetworkSpecification network = network(document.network, schema);
    builder.network(network).groups(readGroups(document, network, files));
    for (String member : document.members) {
      builder.member(readParameters(member, document, files));
    }
  }

  private static List<byte[]> readScripts(ManifestDocument document, BundleFiles files) {
    List<byte[]> scripts = new ArrayList<>();
    for (String member : document.members) {
      scripts.add(new CheckedFiles(files).readMember(member, LARGEST_PARAMETERS, document.files));
    }
    return scripts;
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
    CheckedFiles checked = new CheckedFiles(files);
    byte[] index = checked.readChecked(GroupParts.INDEX_FILE, LARGEST_INDEX, document.files);
    GroupParts groups;
    try {
      groups =
          GroupParts.read(
              index,
              (offset, length) -> files.read(GroupParts.PARTS_FILE, offset, length),
              network,
              document.members.size());
    } catch (IOException e) {
      throw checked.unreadable(GroupParts.INDEX_FILE, e);
    }
    if (groups.groups().size() != document.groups) {
      throw new IllegalArgumentException(
          "groups: expected "
              + groups.groups().size()
              + " as in the index, found "
              + document.groups);
    }
    try {
      groups.requireWhole();
      return groups;
    } catch (IOException e) {
      throw checked.unreadable(GroupParts.PARTS_FILE, e);
    }
  }

  /**
   * Reads all that a bundle knows of single groups, which loading leaves to when it is asked for.
   *
   * @throws ModelBundleException if it is not what the manifest says
   */
  public void verifyGroups(BundleFiles files) {
    ManifestDocument document = readManifest(files);
    if (document.groups > 0) {
      new CheckedFiles(files).requireChecksum(GroupParts.PARTS_FILE, document.files);
    }
  }

  private static ManifestDocument readManifest(BundleFiles files) {
    byte[] content = new CheckedFiles(files).read(ManifestDocument.FILE, LARGEST_MANIFEST);
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
    CheckedFiles checked = new CheckedFiles(files);
    byte[] content = checked.readMember(name, LARGEST_PARAMETERS, document.files);
    try {
      return ParameterFile.decode(content);
    } catch (IOException e) {
      throw checked.unreadable(name, e);
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
