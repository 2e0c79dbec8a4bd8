package io.prescale.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.training.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest extends StorageContract {
  @TempDir Path folder;

  @Override
  String freshLocation() {
    return folder.resolve("place").toString();
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> new LocalStorage(file).put("a", new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file/a cannot be written");
    assertThatThrownBy(() -> new LocalStorage(file).list())
        .hasMessageContaining("is a file; expected a folder");
  }
}
