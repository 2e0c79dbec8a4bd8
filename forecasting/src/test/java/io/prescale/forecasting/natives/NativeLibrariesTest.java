package io.prescale.forecasting.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prescale.forecasting.ScoresOfAModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class NativeLibrariesTest {
  @TempDir Path folder;

  @Test
  void serveClassLoadersAliveTogetherAndOneAfterAnother() throws Exception {
    List<String> steps =
        List.of("keep", "keep", "keep", "drop", "drop", "drop", "drop", "drop", "keep", "released");

    List<String> results = ForkedRun.start(folder, steps.toArray(String[]::new)).results();

    assertThat(results.subList(0, 9)).isEqualTo(Collections.nCopies(9, ScoresOfAModel.asText()));
    assertThat(results.get(9)).isEqualTo("5 of 5");
    assertThat(leftIn(folder)).isEmpty();
  }

  @Test
  void areUnpackedOnceByProcessesThatStartTogether() throws Exception {
    ForkedRun first = ForkedRun.start(folder, "keep", "keep");
    ForkedRun second = ForkedRun.start(folder, "keep", "keep");

    List<String> expected = Collections.nCopies(2, ScoresOfAModel.asText());
    assertThat(first.results()).isEqualTo(expected);
    assertThat(second.results()).isEqualTo(expected);
    assertThat(libtorchesBelow(folder)).hasSize(1);
    assertThat(leftIn(folder)).isEmpty();
  }

  @Test
  void areUnpackedAnewAfterAProcessThatWasKilledMeanwhile() throws Exception {
    ForkedRun killed = ForkedRun.start(folder, "keep");
    Awaitility.await("libtorch is being unpacked")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !libtorchesBelow(folder).isEmpty());
    killed.kill();
    assertThat(leftIn(folder)).as("what the killed process left").isNotEmpty();

    assertThat(ForkedRun.start(folder, "keep").results()).containsExactly(ScoresOfAModel.asText());
    assertThat(libtorchesBelow(folder)).hasSize(1);
    assertThat(leftIn(folder)).isEmpty();
  }

  @Test
  void areUnpackedAnewWhenTheyWereDamaged() throws Exception {
    ForkedRun.start(folder, "keep").results();
    Path library = libtorchesBelow(folder).get(0);
    try (FileChannel channel = FileChannel.open(library, StandardOpenOption.WRITE)) {
      channel.truncate(1000);
    }

    assertThat(ForkedRun.start(folder, "keep").results()).containsExactly(ScoresOfAModel.asText());
  }

  /** A second libtorch would end the JVM without a word. */
  @Test
  void refuseAnotherFileThanTheOneThatIsLoaded() throws Exception {
    List<String> results = ForkedRun.start(folder, "keep", "delete", "keep").results();

    assertThat(results.get(0)).isEqualTo(ScoresOfAModel.asText());
    assertThat(results.get(2))
        .startsWith("refused: ")
        .contains("deleted or replaced")
        .contains("restart its task managers");
  }

  @Test
  void serveOneClassLoaderWhereThereAreNoHardLinks() throws Exception {
    List<String> results = ForkedRun.start(folder, "unlinked", "unlinked").results();

    assertThat(results.get(0)).startsWith("2.");
    assertThat(results.get(1))
        .startsWith("refused: ")
        .contains("without hard links")
        .contains("-Djava.io.tmpdir=FOLDER");
  }

  @Test
  void sayThatTheTemporaryFolderCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertRefused(file).contains(file.toString()).contains("-Djava.io.tmpdir=FOLDER");
  }

  @Test
  void refuseAFolderThatOthersCanWrite() throws IOException {
    Path root = NativesFolder.below(folder).root();
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertRefused(folder).contains("can be written by others").contains(root.toString());
  }

  @Test
  void sayHowMuchRoomIsMissing() throws IOException {
    SharedLibraries shared =
        new SharedLibraries(NativesFolder.below(folder), NativePackage.seenBy(own()));

    shared.refuseWithoutRoom(400L << 20, 432L << 20);
    assertThatThrownBy(() -> shared.refuseWithoutRoom(400L << 20, (432L << 20) - 1))
        .hasMessageContaining("needs 432 MiB")
        .hasMessageContaining("only 431 MiB")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void sayWhenTheyAreForAnotherPlatform() {
    assertThatThrownBy(() -> NativePackage.forPlatform(own(), "linux-riscv64"))
        .isInstanceOf(NativesUnavailableException.class)
        .hasMessageContaining("this platform is linux-riscv64")
        .hasMessageContaining("holds those of ");
    assertThatThrownBy(
            () -> NativePackage.forPlatform(ClassLoader.getPlatformClassLoader(), "linux-x86_64"))
        .hasMessageContaining("the jar holds no native libraries");
  }

  @Test
  void refuseToLoadBesideTheLibtorchOfSomebodyElse() throws IOException {
    Path own = folder.resolve("own");
    String name = System.mapLibraryName("torch_cpu");

    assertThatThrownBy(
            () ->
                new LoadedLibtorch(own, List.of("/opt/other/" + name)).refuseAnother(own, "2.7.1"))
        .hasMessageContaining("already runs on another libtorch, /opt/other/" + name);
  }

  private static AbstractStringAssert<?> assertRefused(Path temporaryFolder) {
    NativeLibraries libraries = new NativeLibraries(own(), temporaryFolder, Files::createLink);
    Throwable refusal =
        catchThrowableOfType(
            NativesUnavailableException.class, () -> libraries.load(() -> "must not be loaded"));
    return assertThat(refusal.getMessage());
  }

  private static ClassLoader own() {
    return NativeLibrariesTest.class.getClassLoader();
  }

  private static List<Path> libtorchesBelow(Path temporaryFolder) throws IOException {
    try (Stream<Path> files = Files.walk(temporaryFolder)) {
      return files.filter(file -> file.endsWith(System.mapLibraryName("torch_cpu"))).toList();
    } catch (UncheckedIOException e) {
      return List.of();
    }
  }

  private static List<Path> leftIn(Path temporaryFolder) throws IOException {
    try (Stream<Path> files = Files.walk(temporaryFolder, 2)) {
      return files.filter(file -> file.getFileName().toString().startsWith("work-")).toList();
    }
  }
}
