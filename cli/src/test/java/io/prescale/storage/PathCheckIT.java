package io.prescale.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.connectors.files.PathCheck;
import io.prescale.connectors.files.UnusablePathException;
import io.prescale.testing.S3Emulator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Flink's S3 file system says of places that cannot be used, and what becomes of it. */
class PathCheckIT {
  @RegisterExtension static final S3Emulator S3 = S3Emulator.withBucket("prescale");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @BeforeEach
  void useEmulator() {
    FileSystem.initialize(S3.flinkConfiguration(), null);
  }

  @AfterEach
  void forgetEmulator() {
    FileSystem.initialize(new Configuration(), null);
  }

  @Test
  void placesWhereNothingIsYetCanBeUsed() {
    PathCheck check =
        new PathCheck(PATIENCE)
            .read("calendar.path", S3.uri("business_calendar.json"))
            .written("history.path", S3.uri("history"));

    assertThatCode(check::requireUsable).doesNotThrowAnyException();
  }

  @Test
  void allMissingBucketsAreNamed() {
    PathCheck check =
        new PathCheck(PATIENCE)
            .read("calendar.path", "s3://prescael/business_calendar.json")
            .read("model.path", S3.uri("models"))
            .written("history.path", "s3://hsitory/days");

    assertThatThrownBy(check::requireUsable)
        .isInstanceOf(UnusablePathException.class)
        .hasMessage(
            "calendar.path: there is no bucket for s3://prescael/business_calendar.json; create it,"
                + " or correct its name\n"
                + "history.path: there is no bucket for s3://hsitory/days; create it, or correct"
                + " its name");
  }

  @Test
  void forbiddenPlaceThatIsReadIsNamedWithWhatToAllow() {
    Configuration wrong = S3.flinkConfiguration();
    wrong.setString("s3.secret-key", "wrong");
    FileSystem.initialize(wrong, null);
    PathCheck check =
        new PathCheck(PATIENCE)
            .read("model.path", S3.uri("models"))
            .written("history.path", S3.uri("history"));

    assertThatThrownBy(check::requireUsable)
        .isInstanceOf(UnusablePathException.class)
        .hasMessageStartingWith("model.path: " + S3.uri("models") + " must not be read (")
        .hasMessageContaining("allow the role to get it and to list its bucket")
        .hasMessageNotContaining("history.path");
  }

  @Test
  void fileSystemThatIsNotInstalledIsNamed() {
    PathCheck check = new PathCheck(PATIENCE).read("model.path", "gs://bucket/models");

    assertThatThrownBy(check::requireUsable)
        .hasMessageContaining("model.path: gs://bucket/models is on no file system")
        .hasMessageContaining("'gs'");
  }

  @Test
  void nothingIsRefusedForWantOfAnAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Configuration away = S3.flinkConfiguration();
      away.setString("s3.endpoint", "http://localhost:" + silent.getLocalPort());
      FileSystem.initialize(away, null);
      PathCheck check = new PathCheck(Duration.ofMillis(200)).read("model.path", S3.uri("models"));

      assertThatCode(check::requireUsable).doesNotThrowAnyException();
    }
  }
}
