package io.prescale.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.training.storage.FileAddress;
import io.prescale.training.storage.Storage;
import io.prescale.training.storage.StorageException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileAddressTest {
  @ParameterizedTest
  @CsvSource({
    "s3://bucket/file.json,        s3://bucket,       file.json",
    "s3://bucket/a/b/file.json,    s3://bucket/a/b,   file.json",
    "/etc/prescale/file.json,      /etc/prescale,     file.json",
    "folder/file.json,             folder,            file.json",
    "/file.json,                   /,                 file.json",
    "file.json,                    .,                 file.json",
  })
  void isCutIntoFolderAndName(String text, String folder, String name) {
    assertThat(FileAddress.parse(text)).isEqualTo(new FileAddress(folder, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "folder/", "s3://bucket", "s3://bucket/", "s3://bucket/folder/"})
  void addressOfNoFileIsRefused(String text) {
    assertThatThrownBy(() -> FileAddress.parse(text))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("expected a file, such as s3://bucket/folder/file.json")
        .hasMessageContaining("but was '" + text + "'");
  }

  @Test
  void addressOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> FileAddress.parse("https://bucket/file.json"))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "https://bucket/file.json: expected a local path or an address such as"
                + " s3://bucket/prefix");
  }

  @Test
  void opensTheFolderThatHoldsTheFile(@TempDir Path folder) throws Exception {
    FileAddress address = FileAddress.parse(folder.resolve("file.json").toString());

    try (Storage storage = address.openFolder()) {
      storage.put(address.name(), "{}".getBytes(UTF_8));
    }

    assertThat(folder.resolve("file.json")).hasContent("{}");
  }
}
