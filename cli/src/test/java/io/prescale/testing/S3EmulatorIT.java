package io.prescale.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3EmulatorIT {
  /** Above the 5 MiB from which Flink uploads in parts. */
  private static final int LARGE = 6 << 20;

  @RegisterExtension static final S3Emulator S3 = S3Emulator.withBucket("prescale");

  @BeforeAll
  static void useEmulator() {
    FileSystem.initialize(S3.flinkConfiguration(), null);
  }

  @AfterAll
  static void forgetEmulator() {
    FileSystem.initialize(new Configuration(), null);
  }

  @Test
  void objectsComeBack() {
    S3.put("direct/a.json", "{}".getBytes(StandardCharsets.UTF_8));
    S3.put("direct/b.json", "[]".getBytes(StandardCharsets.UTF_8));
    assertThat(S3.get("direct/b.json")).asString(StandardCharsets.UTF_8).isEqualTo("[]");
    assertThat(S3.keys("direct/")).containsExactly("direct/a.json", "direct/b.json");
  }

  @Test
  void flinkReadsWhatWasPut() throws Exception {
    byte[] content = content(100_000);
    S3.put("calendar/business_calendar.json", content);
    Path path = new Path(S3.uri("calendar/business_calendar.json"));
    FileSystem fileSystem = path.getFileSystem();
    assertThat(fileSystem.getFileStatus(path).getLen()).isEqualTo(content.length);
    try (FSDataInputStream in = fileSystem.open(path)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
    FileStatus[] listed = fileSystem.listStatus(path.getParent());
    assertThat(listed)
        .extracting(status -> status.getPath().getName())
        .containsExactly("business_calendar.json");
  }

  @Test
  void whatFlinkWritesCanBeReadAndDeleted() throws Exception {
    byte[] content = content(LARGE);
    Path path = new Path(S3.uri("checkpoints/chk-1/state"));
    FileSystem fileSystem = path.getFileSystem();
    try (FSDataOutputStream out = fileSystem.create(path, FileSystem.WriteMode.NO_OVERWRITE)) {
      out.write(content);
    }
    assertThat(S3.get("checkpoints/chk-1/state")).isEqualTo(content);
    assertThat(fileSystem.delete(new Path(S3.uri("checkpoints")), true)).isTrue();
    assertThat(S3.keys("checkpoints/")).isEmpty();
  }

  @Test
  void flinkCommitsAnUploadInParts() throws Exception {
    byte[] content = content(2 * LARGE);
    Path path = new Path(S3.uri("decisions/part-0"));
    RecoverableFsDataOutputStream out = path.getFileSystem().createRecoverableWriter().open(path);
    out.write(content);
    RecoverableFsDataOutputStream.Committer committer = out.closeForCommit();
    assertThat(S3.keys("decisions/part-0")).isEmpty();
    committer.commit();
    assertThat(S3.get("decisions/part-0")).isEqualTo(content);
  }

  @Test
  void missingObjectIsNotFound() throws Exception {
    Path path = new Path(S3.uri("nothing/here"));
    FileSystem fileSystem = path.getFileSystem();
    assertThatThrownBy(() -> fileSystem.getFileStatus(path))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("nothing/here");
  }

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(1).nextBytes(content);
    return content;
  }
}
