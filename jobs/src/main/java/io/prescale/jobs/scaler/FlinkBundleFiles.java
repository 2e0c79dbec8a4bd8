package io.prescale.jobs.scaler;

import io.prescale.forecasting.bundle.BundleFiles;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/** The files of a model bundle on any file system that Flink knows, such as {@code s3://}. */
public final class FlinkBundleFiles implements BundleFiles {
  private final Path folder;

  public FlinkBundleFiles(String folder) {
    this.folder = new Path(folder);
  }

  @Override
  public InputStream open(String name) throws IOException {
    Path file = new Path(folder, name);
    return file.getFileSystem().open(file);
  }

  @Override
  public byte[] read(String name, long offset, int length) throws IOException {
    Path file = new Path(folder, name);
    try (FSDataInputStream in = file.getFileSystem().open(file)) {
      in.seek(offset);
      return in.readNBytes(length);
    }
  }

  @Override
  public String location() {
    return folder.toString();
  }
}
