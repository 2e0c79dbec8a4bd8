package io.prescale.forecasting.natives;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the C library of this process is one that libtorch runs on. Asked before anything native
 * is loaded, because a C library that is too old shows up as a riddle about symbols.
 */
final class GlibcCheck {
  private static final Pattern VERSION =
      Pattern.compile("GNU C Library[^\\n]{0,80}? version (\\d+)\\.(\\d+)");
  private static final int X86_64_MINOR = 29;
  private static final int AARCH64_MINOR = 32;

  private final String operatingSystem;
  private final String architecture;
  private final List<String> mappings;

  /**
   * @param operatingSystem system property {@code os.name}
   * @param architecture system property {@code os.arch}
   * @param mappings paths of the files mapped into the process
   */
  GlibcCheck(String operatingSystem, String architecture, List<String> mappings) {
    this.operatingSystem = operatingSystem;
    this.architecture = architecture;
    this.mappings = mappings;
  }

  static GlibcCheck ofThisProcess() {
    return new GlibcCheck(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        ProcessMappings.ofThisProcess());
  }

  /** What stands against loading libtorch; empty if nothing does, or if it cannot be told. */
  Optional<String> problem() {
    if (!operatingSystem.startsWith("Linux")) {
      return Optional.empty();
    }
    if (mappings.stream().anyMatch(file -> file.contains("ld-musl"))) {
      return Optional.of(
          "libtorch needs the GNU C library, but this system uses musl (Alpine);"
              + " use an image based on Debian, Ubuntu or Amazon Linux");
    }
    return mappings.stream()
        .filter(file -> file.matches(".*/libc(-[0-9.]+)?\\.so(\\.6)?"))
        .findFirst()
        .flatMap(GlibcCheck::minorVersion)
        .filter(minor -> minor < required())
        .map(
            minor ->
                "libtorch needs glibc 2."
                    + required()
                    + " or newer on "
                    + architecture
                    + ", but this system has 2."
                    + minor
                    + "; use a newer system image");
  }

  private int required() {
    return architecture.equals("aarch64") ? AARCH64_MINOR : X86_64_MINOR;
  }

  /** The minor version of glibc 2, read from the banner inside the library. */
  private static Optional<Integer> minorVersion(String library) {
    try {
      byte[] content = Files.readAllBytes(Paths.get(library));
      Matcher matcher = VERSION.matcher(new String(content, StandardCharsets.ISO_8859_1));
      return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(2))) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
