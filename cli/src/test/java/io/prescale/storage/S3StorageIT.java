package io.prescale.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.testing.S3Emulator;
import io.prescale.testing.SystemProperties;
import io.prescale.training.storage.Storage;
import io.prescale.training.storage.StorageException;
import io.prescale.training.storage.Storages;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3StorageIT extends StorageContract {
  @RegisterExtension static final S3Emulator S3 = S3Emulator.withBucket("models").foundBySdk();

  @Override
  String freshLocation() {
    return S3.uri("place-" + UUID.randomUUID());
  }

  @Test
  void saysThatThereIsNoSuchBucket() throws IOException {
    try (Storage storage = Storages.open("s3://no-such-bucket/models")) {
      assertThatThrownBy(storage::list)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("s3://no-such-bucket/models: there is no such bucket");
      assertThatThrownBy(() -> storage.put("a", new byte[1]))
          .hasMessageContaining("s3://no-such-bucket/models/a: ");
    }
  }

  @Test
  void saysThatTheCredentialsAreRefused() throws IOException {
    try (SystemProperties wrong = SystemProperties.set(Map.of("aws.secretAccessKey", "wrong"));
        Storage storage = Storages.open(S3.uri("models"))) {
      assertThatThrownBy(storage::list)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("s3://models/models: ")
          .hasMessageContaining("credentials");
    }
  }

  @Test
  void saysThatNobodyAnswers() throws IOException {
    try (SystemProperties wrong =
            SystemProperties.set(Map.of("aws.endpointUrlS3", "http://127.0.0.1:1"));
        Storage storage = Storages.open(S3.uri("models"))) {
      assertThatThrownBy(storage::list)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("s3://models/models: S3 cannot be reached");
    }
  }

  @Test
  void refusesOtherAddresses() {
    assertThatThrownBy(() -> Storages.open("https://bucket/models"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("https://bucket/models: expected a local path or an address");
    assertThatThrownBy(() -> Storages.open("s3:///models"))
        .hasMessageContaining("expected s3://bucket");
  }
}
