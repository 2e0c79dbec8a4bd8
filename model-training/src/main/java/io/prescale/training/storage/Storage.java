package io.prescale.training.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Files below one place: a local folder, or a prefix of an S3 bucket. Their names are relative to
 * it, with slashes between folders.
 *
 * <p>The message of every {@link IOException} names the file's path or address.
 */
public interface Storage extends AutoCloseable {
  /** The place: a path or an address, without a slash at its end. */
  String location();

  /** Path or address of a file. */
  default String addressOf(String name) {
    return location() + "/" + name;
  }

  /**
   * Names of all files in the place and the folders below it, sorted; empty if there is none.
   *
   * @throws IOException if the place cannot be read
   */
  default List<String> list() throws IOException {
    return list("");
  }

  /**
   * As {@link #list()}, of one folder; the names are relative to the place all the same.
   *
   * @param folder ends with a slash, or is empty for the whole place
   */
  List<String> list(String folder) throws IOException;

  /**
   * Opens a file; the caller closes it.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it cannot be read
   */
  InputStream open(String name) throws IOException;

  /**
   * Reads a piece of a file, and no more than that.
   *
   * @return the bytes, fewer where the file ends
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read, or ends before the piece begins
   */
  byte[] read(String name, long offset, int length) throws IOException;

  /**
   * Writes a file, or replaces it: readers see the whole of the old one or of the new one. Folders
   * on the way are made.
   *
   * @throws IOException if it cannot be written; what was there before stays
   */
  void put(String name, byte[] content) throws IOException;

  @Override
  void close();
}
