package io.prescale.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.training.storage.Storage;
import io.prescale.training.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every storage does. */
abstract class StorageContract {
  private Storage storage;

  /** A location that nothing lies at yet, another one for each call. */
  abstract String freshLocation();

  @BeforeEach
  void open() throws IOException {
    storage = Storages.open(freshLocation());
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void givesBackWhatWasPut() throws IOException {
    byte[] large = new byte[6 << 20];
    new Random(1).nextBytes(large);

    storage.put("model/parameters.bin", large);
    storage.put("model/empty", new byte[0]);

    assertThat(read("model/parameters.bin")).isEqualTo(large);
    assertThat(read("model/empty")).isEmpty();
  }

  @Test
  void replacesAFile() throws IOException {
    storage.put("current.json", "first, and longer".getBytes(UTF_8));
    storage.put("current.json", "second".getBytes(UTF_8));

    assertThat(read("current.json")).asString(UTF_8).isEqualTo("second");
    assertThat(storage.list()).containsExactly("current.json");
  }

  @Test
  void listsAllBelowSortedByName() throws IOException {
    assertThat(storage.list()).isEmpty();
    for (String name : new String[] {"b/2.csv", "b/c d/ä+%.csv", "a.csv", "b/1.csv"}) {
      storage.put(name, new byte[] {1});
    }

    assertThat(storage.list()).containsExactly("a.csv", "b/1.csv", "b/2.csv", "b/c d/ä+%.csv");
    assertThat(storage.list("b/c d/")).containsExactly("b/c d/ä+%.csv");
    assertThat(storage.list("absent/")).isEmpty();
    assertThat(read("b/c d/ä+%.csv")).hasSize(1);
  }

  @Test
  void doesNotListWhatLiesBesideItUnderALongerName() throws IOException {
    try (Storage beside = Storages.open(storage.location() + "-2")) {
      beside.put("other", new byte[0]);
    }
    storage.put("own", new byte[0]);

    assertThat(storage.list()).containsExactly("own");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(() -> storage.open("absent.json"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(storage.addressOf("absent.json"));
  }

  private byte[] read(String name) throws IOException {
    try (InputStream in = storage.open(name)) {
      return in.readAllBytes();
    }
  }
}
