package io.prescale.forecasting.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlibcCheckTest {
  @TempDir Path folder;

  @Test
  void takesTheMachineThatTheTestsRunOn() {
    assertThat(GlibcCheck.ofThisProcess().problem()).isEmpty();
  }

  @Test
  void namesRequiredAndFoundVersion() throws IOException {
    assertThat(problem("amd64", "2.28").orElseThrow())
        .contains("glibc 2.29")
        .contains("has 2.28")
        .contains("amd64");
    assertThat(problem("aarch64", "2.31").orElseThrow()).contains("glibc 2.32");
    assertThat(problem("amd64", "2.29")).isEmpty();
    assertThat(problem("aarch64", "2.32")).isEmpty();
  }

  @Test
  void refusesMusl() {
    GlibcCheck check = new GlibcCheck("Linux", "amd64", List.of("/lib/ld-musl-x86_64.so.1"));

    assertThat(check.problem().orElseThrow()).contains("musl").contains("Debian");
  }

  @Test
  void leavesOtherSystemsAndUnreadableLibrariesAlone() {
    assertThat(new GlibcCheck("Mac OS X", "aarch64", List.of()).problem()).isEmpty();
    assertThat(new GlibcCheck("Linux", "amd64", List.of("/absent/libc.so.6")).problem()).isEmpty();
  }

  private Optional<String> problem(String architecture, String version) throws IOException {
    Path library = folder.resolve("libc.so.6");
    Files.writeString(
        library,
        "\u0000GNU C Library (Debian GLIBC "
            + version
            + "-1) stable release version "
            + version
            + ".\nCopyright");
    return new GlibcCheck("Linux", architecture, List.of(library.toString())).problem();
  }
}
