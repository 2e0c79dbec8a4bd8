package io.prescale.dashboard.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Files of this machine. */
final class LocalDocuments implements Documents {
  @Override
  public String read(String address) throws IOException {
    try {
      return Files.readString(path(address));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  @Override
  public void requireFolder(String address) throws IOException {
    if (!Files.isDirectory(path(address))) {
      throw new NotDirectoryException(address + " is not a folder");
    }
  }

  private static Path path(String address) throws IOException {
    try {
      return Path.of(address);
    } catch (InvalidPathException e) {
      throw new IOException("it is no path (" + e.getReason() + ")", e);
    }
  }
}
