package io.prescale.connectors.files;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Reads small text files whole, from any Flink file system (local, {@code s3://}, ...). */
public final class SmallFiles {
  private final int maxBytes;

  /**
   * @param maxBytes largest file that is read
   */
  public SmallFiles(int maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("size limit must be at least 1, but is " + maxBytes);
    }
    this.maxBytes = maxBytes;
  }

  /** Whether there is a file, and not a folder, at the path. */
  public boolean exists(Path path) throws IOException {
    try {
      return !path.getFileSystem().getFileStatus(path).isDir();
    } catch (FileNotFoundException absent) {
      return false;
    }
  }

  /**
   * Reads a file.
   *
   * @return its bytes
   * @throws FileNotFoundException if there is none
   * @throws IOException if it is larger than the limit, or cannot be read; the message names it
   */
  public byte[] read(Path path) throws IOException {
    FileSystem fileSystem = path.getFileSystem();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // The length is checked while reading: the file may be replaced in between.
    try (FSDataInputStream in = fileSystem.open(path)) {
      byte[] chunk = new byte[8192];
      int read;
      while ((read = in.read(chunk)) >= 0) {
        bytes.write(chunk, 0, read);
        if (bytes.size() > maxBytes) {
          throw new IOException(path + " is larger than " + maxBytes + " bytes");
        }
      }
    } catch (FileNotFoundException absent) {
      FileNotFoundException named = new FileNotFoundException(path + " does not exist");
      named.initCause(absent);
      throw named;
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a file of text.
   *
   * @throws IOException as {@link #read}, and if it is not UTF-8
   */
  public String readText(Path path) throws IOException {
    byte[] bytes = read(path);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException invalid) {
      throw new IOException(path + " is not UTF-8", invalid);
    }
  }
}
