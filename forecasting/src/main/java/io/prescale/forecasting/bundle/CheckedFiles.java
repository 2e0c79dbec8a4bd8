package io.prescale.forecasting.bundle;

import io.prescale.forecasting.features.Checksum;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads whole files of a bundle, within bounds and checked against the manifest. */
final class CheckedFiles {
  /** No slash, and no dot in front: a name can not lead out of the bundle. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final BundleFiles files;

  CheckedFiles(BundleFiles files) {
    this.files = files;
  }

  /**
   * Reads a file.
   *
   * @param limit bytes that it may have
   * @throws ModelBundleException if it is missing, larger, or cannot be read
   */
  byte[] read(String name, int limit) {
    try (InputStream in = files.open(name)) {
      byte[] content = in.readNBytes(limit + 1);
      if (content.length > limit) {
        throw refuse(name + " is larger than " + limit + " bytes");
      }
      return content;
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * Reads a file that the manifest names.
   *
   * @param checksums SHA-256 of files by name, as the manifest says
   * @throws ModelBundleException as {@link #read}, or if it is another file than that
   */
  byte[] readChecked(String name, int limit, Map<String, String> checksums) {
    byte[] content = read(name, limit);
    requireSame(name, Checksum.of(content), checksums);
    return content;
  }

  /**
   * Reads a file of any size to its end and compares it with the manifest.
   *
   * @throws ModelBundleException if it is missing, cannot be read, or is another file than that
   */
  void requireChecksum(String name, Map<String, String> checksums) {
    try (InputStream in = files.open(name)) {
      requireSame(name, Checksum.of(in), checksums);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private void requireSame(String name, String found, Map<String, String> checksums) {
    String checksum = checksums.get(name);
    if (!found.equals(checksum)) {
      throw refuse(
          name
              + " has SHA-256 "
              + found
              + ", but "
              + ManifestDocument.FILE
              + " says "
              + checksum
              + "; the file is damaged or of another bundle: copy the bundle again");
    }
  }

  /** The same of an ensemble member's file. */
  byte[] readMember(String name, int limit, Map<String, String> checksums) {
    if (name == null || !PLAIN_NAME.matcher(name).matches()) {
      throw refuse(
          ManifestDocument.FILE + " names the member file \"" + name + "\": no plain name");
    }
    return readChecked(name, limit, checksums);
  }

  ModelBundleException unreadable(String name, IOException cause) {
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return new ModelBundleException(files.location(), "there is no file " + name, cause);
    }
    String reason = cause.getMessage() == null ? "it ends too early" : cause.getMessage();
    return new ModelBundleException(files.location(), name + " cannot be read: " + reason, cause);
  }

  ModelBundleException refuse(String problem) {
    return new ModelBundleException(files.location(), problem);
  }
}
