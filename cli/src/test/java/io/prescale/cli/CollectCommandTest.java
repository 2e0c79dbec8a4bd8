package io.prescale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CollectCommandTest {
  @TempDir Path folder;

  private Path checkpoint(String job, int number, long modified) throws Exception {
    Path checkpoint = Files.createDirectories(folder.resolve(job).resolve("chk-" + number));
    Path metadata = Files.createFile(checkpoint.resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(modified));
    return checkpoint;
  }

  @Test
  void goesOnFromTheNewestCompleteCheckpointOfAnyRun() throws Exception {
    checkpoint("first", 900, 1_000);
    Path newest = checkpoint("second", 3, 2_000);
    Files.createDirectories(folder.resolve("second").resolve("chk-4"));

    assertThat(CollectCommand.newestCheckpoint(folder)).contains(newest);
  }

  @Test
  void beginsAnewWhereThereIsNone() throws Exception {
    assertThat(CollectCommand.newestCheckpoint(folder)).isEmpty();
  }

  @Test
  void aWrongOptionIsNamedBeforeAnythingStarts() {
    StringWriter errors = new StringWriter();
    CommandLine command = Prescale.commandLine().setErr(new PrintWriter(errors));

    int code =
        command.execute(
            "collect", "--region", "eu-central-1", "--stream", "m", "-O", "collector.period=7min");

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString()).contains("collector.period must be 1 min or 5 min");
  }
}
