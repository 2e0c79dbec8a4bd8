package io.prescale.training.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Files in a local folder, which need not exist before the first is written. */
public final class LocalStorage implements Storage {
  private final Path folder;

  public LocalStorage(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public String location() {
    return folder.toString();
  }

  @Override
  public List<String> list(String below) throws IOException {
    Path from = folder.resolve(below);
    if (!Files.exists(from)) {
      return List.of();
    }
    if (!Files.isDirectory(from)) {
      throw new IOException(from + " is a file; expected a folder");
    }
    try (Stream<Path> files = Files.walk(from)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw problem(from, "cannot be read", e);
    } catch (UncheckedIOException e) {
      throw problem(from, "cannot be read", e.getCause());
    }
  }

  @Override
  public InputStream open(String name) throws IOException {
    Path file = folder.resolve(name);
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw problem(file, "cannot be read", e);
    }
  }

  @Override
  public byte[] read(String name, long offset, int length) throws IOException {
    Path file = folder.resolve(name);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return Channels.newInputStream(channel.position(offset)).readNBytes(length);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw problem(file, "cannot be read", e);
    }
  }

  /** Beside the target first, so that the move stays on one disk and is atomic. */
  @Override
  public void put(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Path temporary = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID());
    try {
      Files.createDirectories(file.getParent());
      try {
        Files.write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw problem(file, "cannot be written", e);
    }
  }

  private static IOException problem(Path file, String what, IOException cause) {
    return new IOException(
        file
            + " "
            + what
            + " ("
            + cause.getClass().getSimpleName()
            + ": "
            + cause.getMessage()
            + ")",
        cause);
  }

  @Override
  public void close() {}
}
