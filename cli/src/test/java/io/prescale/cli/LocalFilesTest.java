package io.prescale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
  @TempDir Path folder;

  @Test
  void flinkFindsAFileWhateverItsName() throws Exception {
    Path file = Files.writeString(folder.resolve("a model, 100% good.json"), "{}");

    org.apache.flink.core.fs.Path path =
        new org.apache.flink.core.fs.Path(LocalFiles.flinkPath(file));
    FileStatus status = path.getFileSystem().getFileStatus(path);

    assertThat(path.toUri().getScheme()).isEqualTo("file");
    assertThat(status.getLen()).isEqualTo(2);
  }
}
