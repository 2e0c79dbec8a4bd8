package io.prescale.training.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prescale.training.storage.Storage;
import io.prescale.training.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bundles, each in a folder named by its identifier, and {@code current.json}, which names the one
 * in force: {@code {"formatVersion":1,"current":"<folder of the bundle>"}}. The job reads the same.
 */
final class ModelRepository {
  static final String POINTER = "current.json";

  private static final int FORMAT_VERSION = 1;

  /** One folder name, as the job takes it: no separators, no step upwards, nothing hidden. */
  private static final Pattern BUNDLE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,254}");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Storage storage;

  ModelRepository(Storage storage) {
    this.storage = storage;
  }

  String location() {
    return storage.location();
  }

  /**
   * Name of the bundle in force; empty if none was published yet.
   *
   * @throws StorageException if the pointer says nothing that the job would take
   * @throws IOException if it cannot be read
   */
  Optional<String> inForce() throws IOException {
    JsonNode root;
    try (InputStream in = storage.open(POINTER)) {
      root = JSON.readTree(in.readAllBytes());
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw broken("is not JSON: " + e.getOriginalMessage());
    }
    if (root.path("formatVersion").asInt(0) != FORMAT_VERSION) {
      throw broken("formatVersion must be " + FORMAT_VERSION);
    }
    String name = root.path("current").asText("");
    if (!BUNDLE_NAME.matcher(name).matches()) {
      throw broken("current must name the folder of a bundle, but is \"" + name + "\"");
    }
    return Optional.of(name);
  }

  private StorageException broken(String problem) {
    return new StorageException(
        storage.addressOf(POINTER)
            + ": "
            + problem
            + "; publish with --force to write it anew, with nothing to compare");
  }

  StoredBundle bundle(String name) {
    return StoredBundle.in(storage, name);
  }

  /**
   * Copies a bundle, whatever files it has, the manifest last. Files that are there already stay
   * untouched, so that a bundle can be copied onto itself.
   *
   * @return the copy
   * @throws StorageException if the name is none for a folder
   * @throws IOException if it cannot be copied
   */
  StoredBundle copy(StoredBundle bundle, String name) throws IOException {
    if (!BUNDLE_NAME.matcher(name).matches()) {
      throw new StorageException(
          bundle.location()
              + ": its id \""
              + name
              + "\" cannot be the name of a folder (letters, digits, '.', '_' and '-')");
    }
    StoredBundle copy = bundle(name);
    List<String> present = copy.names();
    for (String file : bundle.names()) {
      if (!file.equals(StoredBundle.MANIFEST)) {
        copyFile(file, bundle, copy, present);
      }
    }
    copyFile(StoredBundle.MANIFEST, bundle, copy, present);
    return copy;
  }

  private static void copyFile(
      String file, StoredBundle from, StoredBundle to, List<String> present) throws IOException {
    byte[] content = from.read(file);
    if (!present.contains(file) || !Arrays.equals(content, to.read(file))) {
      to.put(file, content);
    }
  }

  /** Puts a bundle in force: the job finds it at its next look. */
  void pointTo(String name) throws IOException {
    byte[] pointer =
        JSON.writeValueAsBytes(
            JSON.createObjectNode().put("formatVersion", FORMAT_VERSION).put("current", name));
    storage.put(POINTER, pointer);
  }
}
