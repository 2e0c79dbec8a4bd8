package io.prescale.training.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.training.fit.UnusableFileException;
import io.prescale.training.process.WorkFolder.Found;
import io.prescale.training.series.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  private static final String NAME = "training.json";

  @TempDir Path temporary;

  @Test
  void keepsWhatWasDoneOfTheSameWork() throws IOException {
    Path folder = temporary.resolve("a/b");
    try (WorkFolder work = open(folder, "one", false)) {
      assertThat(work.found()).isEqualTo(Found.NEW);
      Files.writeString(work.file("result"), "done");
    }
    try (WorkFolder work = open(folder, "one", false)) {
      assertThat(work.found()).isEqualTo(Found.SAME);
      assertThat(work.file("result")).hasContent("done");
    }
  }

  @Test
  void forgetsOtherWorkAndWhatIsToBeForgotten() throws IOException {
    Path folder = temporary.resolve("work");
    fill(folder, "one");
    try (WorkFolder work = open(folder, "two", false)) {
      assertThat(work.found()).isEqualTo(Found.OTHER);
      assertThat(work.file("result")).doesNotExist();
      assertThat(work.file(NAME)).hasContent("two");
    }
    fill(folder, "two");
    try (WorkFolder work = open(folder, "two", true)) {
      assertThat(work.found()).isEqualTo(Found.OTHER);
      assertThat(work.file("result")).doesNotExist();
    }
  }

  @Test
  void aDamagedDocumentIsThatOfOtherWork() throws IOException {
    Path folder = temporary.resolve("work");
    fill(folder, "one");
    Files.writeString(folder.resolve(NAME), "on");

    try (WorkFolder work = open(folder, "one", false)) {
      assertThat(work.found()).isEqualTo(Found.OTHER);
    }
  }

  @Test
  void deletesNothingThatSomebodyElsePutThere() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("photos"));
    Files.writeString(folder.resolve("cat.jpg"), "cat");

    assertThatThrownBy(() -> open(folder, "one", true))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(folder + " holds something else")
        .hasMessageContaining("--output");
    assertThat(folder.resolve("cat.jpg")).hasContent("cat");
  }

  @Test
  void isForOneProcessAtATime() {
    Path folder = temporary.resolve("work");
    try (WorkFolder work = open(folder, "one", false)) {
      assertThat(work.found()).isEqualTo(Found.NEW);
      assertThatThrownBy(() -> open(folder, "one", false))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining(folder + " is in use by another process");
      assertThat(work.file(NAME)).hasContent("one");
    }
    open(folder, "one", false).close();
  }

  @Test
  void isGoneWhenTheWorkIsDone() throws IOException {
    Path folder = temporary.resolve("work");
    fill(folder, "one");

    open(folder, "one", false).delete();

    assertThat(folder).doesNotExist();
  }

  @Test
  void saysWhichPlaceCannotBeUsed() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "mine");
    Path folder = file.resolve("work");

    assertThatThrownBy(() -> open(folder, "one", false))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining(folder + ": the working folder cannot be written")
        .hasMessageContaining("name another place with --output");
    assertThat(file).hasContent("mine");
  }

  private static void fill(Path folder, String document) throws IOException {
    try (WorkFolder work = open(folder, document, false)) {
      Files.writeString(work.file("result"), "done");
    }
  }

  private static WorkFolder open(Path folder, String document, boolean restart) {
    return WorkFolder.open(folder, NAME, document, restart);
  }
}
