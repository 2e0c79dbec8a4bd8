package io.prescale.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalToolsTest {
  @TempDir Path folder;

  @Test
  void missingProgramIsToldWithWhatToInstall() {
    assertThat(ExternalTools.missing("no-such-program", "the no-such package"))
        .hasValue(
            "no-such-program is not on the PATH; this test needs it: install the no-such package.");
  }

  @Test
  void programThatIsThereIsNotMissing() {
    assertThat(ExternalTools.missing("java", "a JDK")).isEmpty();
  }

  @Test
  void failedCommandTellsTheEndOfItsOutput() {
    Path log = folder.resolve("log");
    assertThatThrownBy(() -> ExternalTools.run(folder, log, 60, "java", "-no-such-option"))
        .hasMessageContaining("java -no-such-option failed")
        .hasMessageContaining("Unrecognized option");
  }
}
