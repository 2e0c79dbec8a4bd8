package io.prescale.forecasting.bundle;

import java.io.IOException;
import java.io.InputStream;
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
  public String location() {
    return folder.toString();
  }
}
