package io.prescale.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.training.storage.LocalStorage;
import io.prescale.training.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPublisherTest {
  @TempDir Path folder;

  @Test
  void failedWriteLeavesTheModelInForceAndCanBeRepeated() throws IOException {
    Path alike = Bundles.alike(folder.resolve("alike"));
    StoredBundle bundle = StoredBundle.at(new LocalStorage(alike));
    String before = Bundles.load(Bundles.shipped()).id();
    int files = bundle.names().size();

    // From none of the bundle's files up to all of them, but not the pointer.
    for (int writes = 0; writes <= files; writes++) {
      Storage models = new LocalStorage(folder.resolve("models-" + writes));
      publisher(models).publish(StoredBundle.at(shipped()), List.of());

      Storage full = new FillingStorage(models, writes, false);
      assertThatThrownBy(() -> publisher(full).publish(bundle, List.of()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");

      assertThat(new ModelRepository(models).inForce()).contains(before);
      publisher(models).publish(bundle, List.of());
      assertThat(new ModelRepository(models).inForce()).contains(Bundles.load(alike).id());
    }
  }

  @Test
  void copyThatIsNotWhatWasWrittenIsNotPutInForce() {
    Storage damaging = new FillingStorage(new LocalStorage(folder.resolve("m")), 100, true);

    assertThatThrownBy(() -> publisher(damaging).publish(StoredBundle.at(shipped()), List.of()))
        .hasMessageContaining(folder.resolve("m").toString());
    assertThat(folder.resolve("m").resolve("current.json")).doesNotExist();
  }

  private static Storage shipped() {
    return new LocalStorage(Bundles.shipped());
  }

  private static ModelPublisher publisher(Storage storage) {
    return new ModelPublisher(new ModelRepository(storage), new PersistenceComparison(), true);
  }

  /** A storage that takes so many files, and may cut them short. */
  private static final class FillingStorage implements Storage {
    private final Storage storage;
    private final boolean cutting;
    private int left;

    FillingStorage(Storage storage, int left, boolean cutting) {
      this.storage = storage;
      this.left = left;
      this.cutting = cutting;
    }

    @Override
    public String location() {
      return storage.location();
    }

    @Override
    public List<String> list(String folder) throws IOException {
      return storage.list(folder);
    }

    @Override
    public InputStream open(String name) throws IOException {
      return storage.open(name);
    }

    @Override
    public byte[] read(String name, long offset, int length) throws IOException {
      return storage.read(name, offset, length);
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
      if (left-- <= 0) {
        throw new IOException("No space left on device");
      }
      storage.put(name, cutting ? Arrays.copyOf(content, content.length / 2) : content);
    }

    @Override
    public void close() {
      storage.close();
    }
  }
}
