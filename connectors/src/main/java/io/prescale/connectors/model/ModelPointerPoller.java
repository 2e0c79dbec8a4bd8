package io.prescale.connectors.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prescale.connectors.files.Sha256;
import io.prescale.connectors.files.SmallFiles;
import io.prescale.connectors.polling.PollResult;
import io.prescale.connectors.polling.Poller;
import io.prescale.connectors.polling.PollerFactory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the model bundle in force, and tells it when it changes. The folder is either a repository
 * of bundles, of which {@code current.json} names one ({@code {"formatVersion":1,"current":"<folder
 * of the bundle>"}}), or a bundle itself, with a {@code model.json}. After a restart the last
 * pointer is told again at once.
 */
public final class ModelPointerPoller implements Poller<ModelPointer> {
  private static final Logger LOG = LoggerFactory.getLogger(ModelPointerPoller.class);

  /** In a repository: the file that names the bundle in force. */
  public static final String POINTER = "current.json";

  private static final int MAX_BYTES = 16 << 20;
  private static final int FORMAT_VERSION = 1;
  private static final String MANIFEST = "model.json";

  /** One folder name: no separators, no step upwards, nothing hidden. */
  private static final Pattern BUNDLE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,254}");

  private final Path folder;
  private final SmallFiles files = new SmallFiles(MAX_BYTES);
  private final ObjectMapper json = new ObjectMapper();

  private ModelPointer inForce;
  private boolean restored;

  private ModelPointerPoller(String folder) {
    this.folder = new Path(folder);
  }

  /**
   * Pollers of a repository of bundles, or of one bundle.
   *
   * @param folder on any Flink file system
   */
  public static PollerFactory<ModelPointer> factory(String folder) {
    Objects.requireNonNull(folder, "folder");
    return () -> new ModelPointerPoller(folder);
  }

  /** State: version and path of the bundle, with a line feed between. */
  @Override
  public void open(byte[] state) throws IOException {
    if (state != null) {
      String text = new String(state, UTF_8);
      int end = text.indexOf('\n');
      if (end < 0) {
        throw new IOException("The state of the model source is damaged: " + text);
      }
      inForce = new ModelPointer(text.substring(end + 1), text.substring(0, end));
      restored = true;
    }
  }

  @Override
  public PollResult<ModelPointer> poll() throws IOException {
    if (!restored) {
      return readFolder();
    }
    restored = false;
    ModelPointer kept = inForce;
    // Whatever is found now has to be told, changed or not: nobody downstream knows it yet.
    inForce = null;
    try {
      return readFolder();
    } catch (IOException failed) {
      LOG.warn(
          "The model bundle {} as of the last checkpoint stays in force: {}",
          kept.bundlePath,
          failed.getMessage());
      inForce = kept;
      return new PollResult<>(List.of(inForce), state());
    }
  }

  private PollResult<ModelPointer> readFolder() throws IOException {
    Path bundle = currentBundle();
    ModelPointer found = new ModelPointer(bundle.toString(), versionOf(bundle));
    if (inForce != null
        && found.bundlePath.equals(inForce.bundlePath)
        && found.version.equals(inForce.version)) {
      return new PollResult<>(List.of(), state());
    }
    inForce = found;
    LOG.info("The model bundle to use is {}", found.bundlePath);
    return new PollResult<>(List.of(found), state());
  }

  @Override
  public void close() {}

  private byte[] state() {
    return (inForce.version + "\n" + inForce.bundlePath).getBytes(UTF_8);
  }

  private Path currentBundle() throws IOException {
    Path pointer = new Path(folder, POINTER);
    if (files.exists(pointer)) {
      return new Path(folder, bundleNamedIn(pointer));
    }
    if (files.exists(new Path(folder, MANIFEST))) {
      return folder;
    }
    throw new FileNotFoundException(
        folder + " holds neither " + POINTER + " nor " + MANIFEST + ": no model is there");
  }

  private String bundleNamedIn(Path pointer) throws IOException {
    JsonNode root;
    try {
      root = json.readTree(files.readText(pointer));
    } catch (JsonProcessingException broken) {
      throw new IOException(pointer + " is not JSON: " + broken.getOriginalMessage(), broken);
    }
    JsonNode formatVersion = root.path("formatVersion");
    if (!formatVersion.isInt() || formatVersion.intValue() != FORMAT_VERSION) {
      throw new IOException(
          pointer + ": formatVersion must be " + FORMAT_VERSION + ", but is " + formatVersion);
    }
    String name = root.path("current").textValue();
    if (name == null) {
      throw new IOException(pointer + ": current must be a string, the name of a bundle's folder");
    }
    if (!BUNDLE_NAME.matcher(name).matches()) {
      throw new IOException(
          pointer
              + ": current must name a folder beside it (letters, digits, '.', '_' and '-'), but is \""
              + name
              + "\"");
    }
    return name;
  }

  private String versionOf(Path bundle) throws IOException {
    return Sha256.of(files.readText(new Path(bundle, MANIFEST)));
  }
}
