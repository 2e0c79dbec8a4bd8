package io.prescale.forecasting.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bundle in a local folder. */
public final class LocalBundleFiles implements BundleFiles {
  private final Path folder;

  public LocalBundleFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(folder.resolve(name));
  }

  @Override
  public byte[] read(String name, long offset, int length) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(folder.resolve(name))) {
      return Channels.newInputStream(channel.position(offset)).readNBytes(length);
    }
  }

  @Override
  public String location() {
    return folder.toString();
  }
}
