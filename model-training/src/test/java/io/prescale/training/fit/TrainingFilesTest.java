package io.prescale.training.fit;

import static io.prescale.training.fit.Trainings.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.network.ForecastHead;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.forecasting.network.ParameterValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFilesTest {
  private static final NetworkSpecification NETWORK = Trainings.network(FeatureSchema.complete());

  @TempDir Path folder;

  @Test
  void keepsACheckpointToTheBit() {
    Checkpoints checkpoints = TrainingFiles.checkpoints(folder.resolve("one.checkpoint"));
    assertThat(checkpoints.load()).isNull();
    Checkpoint checkpoint = checkpoint(3);

    checkpoints.save(checkpoint(2));
    checkpoints.save(checkpoint);

    assertThat(checkpoints.load()).usingRecursiveComparison().isEqualTo(checkpoint);
    assertThat(folder).isDirectoryContaining(file -> file.endsWith("one.checkpoint"));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void keepsANetworkWithItsHeads() {
    Path file = folder.resolve("one.network");
    assertThat(TrainingFiles.network(file, NETWORK)).isEmpty();
    float[] head = new float[headSize()];
    for (int index = 0; index < head.length; index++) {
      head[index] = index / 7f;
    }
    TrainedMember member = new TrainedMember(parameters(), 4, 0.8);

    TrainingFiles.write(
        new TrainedNetwork(member, Map.of("web", ForecastHead.ofNumbers(NETWORK, head))), file);

    TrainedNetwork read = TrainingFiles.network(file, NETWORK).orElseThrow();
    assertThat(numbers(read.member().parameters())).isEqualTo(numbers(parameters()));
    assertThat(read.member().bestEpoch()).isEqualTo(4);
    assertThat(read.member().validationScore()).isEqualTo(0.8);
    assertThat(read.heads().get("web").toNumbers()).isEqualTo(head);
  }

  /** Whatever happens to a file, nothing but what was written is ever read from it. */
  @Test
  void refusesADamagedFile() throws IOException {
    Path file = folder.resolve("one.checkpoint");
    Checkpoints checkpoints = TrainingFiles.checkpoints(file);
    checkpoints.save(checkpoint(3));
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int damage = 0; damage < 200; damage++) {
      byte[] damaged =
          damage % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      if (damage % 2 == 1) {
        damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);
      assertThatThrownBy(checkpoints::load)
          .isInstanceOf(UnusableFileException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("it is damaged")
          .hasMessageContaining("--restart");
    }
  }

  @Test
  void tellsWhichFileCannotBeWrittenAndKeepsWhatWasThere() throws IOException {
    Path file = folder.resolve("one.checkpoint");
    TrainingFiles.checkpoints(file).save(checkpoint(3));
    // What is written first cannot be: as if the disk were full.
    Files.createDirectory(folder.resolve("one.checkpoint.new"));

    assertThatThrownBy(() -> TrainingFiles.checkpoints(file).save(checkpoint(4)))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("folder " + folder)
        .hasMessageContaining("one.checkpoint cannot be written")
        .hasMessageContaining("check the space left");
    assertThat(TrainingFiles.checkpoints(file).load().epoch()).isEqualTo(3);
  }

  /** The disk is full in the middle of a file. */
  @Test
  void leavesNothingHalfWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("plan.json"), "before");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 17]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("plan.json cannot be written (No space left on device)");
    assertThat(file).hasContent("before");
    assertThat(folder.toFile().list()).containsExactly("plan.json");
  }

  private static int headSize() {
    int inputs = NETWORK.encoding() + NETWORK.staticFeatures();
    return NETWORK.hidden() * (inputs + 1) + 2 * Slots.HORIZONS * (NETWORK.hidden() + 1);
  }

  private static List<ParameterValues> parameters() {
    return List.of(
        new ParameterValues(
            "weight", new long[] {2, 2}, new float[] {1, Float.MIN_VALUE, -0f, 1 / 3f}),
        new ParameterValues("bias", new long[] {1}, new float[] {7}));
  }

  private static Checkpoint checkpoint(int epoch) {
    OptimizerState state =
        new OptimizerState(70, new float[][] {{1, 2}, {3}}, new float[][] {{4, 5}, {6}});
    return new Checkpoint(epoch, parameters(), state, new TrainedMember(parameters(), 1, 0.9));
  }
}
