package io.prescale.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class ExternalToolsTest {
  @TempDir Path folder;

  @Test
  void missingProgramSkipsTheTestOrFailsItInContinuousIntegration() {
    Throwable refusal =
        catchThrowable(() -> ExternalTools.require("no-such-program", "the no-such package"));
    assertThat(refusal)
        .isInstanceOf(
            System.getenv("CI") == null ? TestAbortedException.class : IllegalStateException.class)
        .hasMessageContaining("no-such-program is not on the PATH")
        .hasMessageContaining("install the no-such package");
  }

  @Test
  void programThatIsThereLetsTheTestRun() {
    assertThatCode(() -> ExternalTools.require("java", "a JDK")).doesNotThrowAnyException();
  }

  @Test
  void failedCommandTellsTheEndOfItsOutput() {
    Path log = folder.resolve("log");
    assertThatThrownBy(() -> ExternalTools.run(folder, log, 60, "java", "-no-such-option"))
        .hasMessageContaining("java -no-such-option failed")
        .hasMessageContaining("Unrecognized option");
  }
}
