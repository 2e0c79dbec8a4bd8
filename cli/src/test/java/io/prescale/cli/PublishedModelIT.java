package io.prescale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.connectors.model.ModelPointer;
import io.prescale.connectors.model.ModelPointerPoller;
import io.prescale.connectors.polling.Poller;
import io.prescale.testing.S3Emulator;
import io.prescale.testing.ShippedModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job finds what was published, wherever that is. */
class PublishedModelIT {
  @RegisterExtension static final S3Emulator S3 = S3Emulator.withBucket("prescale").foundBySdk();

  @TempDir Path folder;

  @BeforeAll
  static void useEmulator() {
    FileSystem.initialize(S3.flinkConfiguration(), null);
  }

  @AfterAll
  static void forgetEmulator() {
    FileSystem.initialize(new Configuration(), null);
  }

  @Test
  void jobFindsAModelPublishedInAFolder() throws Exception {
    jobFindsAModelPublishedTo(folder.resolve("models").toString());
  }

  @Test
  void jobFindsAModelPublishedInS3() throws Exception {
    String location = S3.uri("models");

    jobFindsAModelPublishedTo(location);

    assertThat(S3.keys("models/")).contains("models/current.json");
    assertThat(prescale("model", "verify", location)).contains("OK: model ");
  }

  private static void jobFindsAModelPublishedTo(String location) throws Exception {
    String told = prescale("model", "publish", ShippedModel.folder().toString(), "--to", location);

    Poller<ModelPointer> poller = ModelPointerPoller.factory(location).create();
    poller.open(null);
    List<ModelPointer> found = poller.poll().records();
    assertThat(found).hasSize(1);
    String bundle = found.get(0).bundlePath;
    assertThat(bundle).startsWith(location + "/");
    assertThat(told).contains("copied to " + bundle).contains(location + "/current.json");
  }

  private static String prescale(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Prescale.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }
}
