package io.prescale.forecasting.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalHistoryTest {
  @TempDir Path folder;

  @Test
  void findsPartitionsAndSkipsWorkFiles() throws Exception {
    for (String name :
        List.of(
            "day=1/auto_scaling_group=web/part-0.csv",
            "day=2/auto_scaling_group=web/part-0.CSV.GZ",
            "top.csv",
            "_SUCCESS",
            "_temporary/part-1.csv",
            ".hidden/part-1.csv",
            "day=2/.part-1.csv",
            "day=2/_part-1.csv",
            "day=2/part-1.csv.inprogress.0",
            "day=2/part-2.inprogress.csv",
            "day=2/notes.txt")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    Files.createSymbolicLink(folder.resolve("day=2/loop"), folder);

    assertThat(LocalHistory.list(folder))
        .extracting(source -> folder.toAbsolutePath().relativize(Path.of(source.name())).toString())
        .containsExactly(
            "day=1/auto_scaling_group=web/part-0.csv",
            "day=2/auto_scaling_group=web/part-0.CSV.GZ",
            "top.csv");
  }

  @Test
  void takesAFileThatIsNamedWhateverItIsCalled() throws Exception {
    Path file = Files.writeString(folder.resolve("_web.txt"), "");

    assertThat(LocalHistory.list(file)).hasSize(1);
  }

  @Test
  void saysWhereThereIsNothing() {
    assertThatThrownBy(() -> LocalHistory.list(folder))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("holds no .csv file");
    assertThatThrownBy(() -> LocalHistory.list(folder.resolve("absent")))
        .hasMessageContaining("absent: there is no such file or folder");
  }
}
