package io.prescale.endtoend;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;

/** Makes a savepoint look as if a release with a newer version of state had written it. */
final class NewerSavepoint {
  /** Coordinators of sources begin with Flink's own version; that of their enumerator follows. */
  private static final int ENUMERATOR_VERSION = Integer.BYTES;

  private NewerSavepoint() {}

  /** Changes the savepoint where it is. */
  static void make(String savepoint, int version) throws IOException {
    Path file = Path.of(URI.create(savepoint)).resolve("_metadata");
    CheckpointMetadata metadata;
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      metadata =
          Checkpoints.loadCheckpointMetadata(in, NewerSavepoint.class.getClassLoader(), savepoint);
    }
    for (OperatorState operator : metadata.getOperatorStates()) {
      ByteStreamStateHandle coordinator = operator.getCoordinatorState();
      if (coordinator != null) {
        ByteBuffer.wrap(coordinator.getData()).putInt(ENUMERATOR_VERSION, version);
      }
    }
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      Checkpoints.storeCheckpointMetadata(metadata, out);
    }
  }
}
