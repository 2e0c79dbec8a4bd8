package io.prescale.connectors.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.connectors.state.StateVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.junit.jupiter.api.Test;

class ScalingCommandStateSerializerTest {
  /** As release 0.1 writes the two commands of {@link #state()}; must be readable for ever. */
  private static final String VERSION_1 =
      "00000002"
          + "00077765624034"
          + "2d36"
          + "0003776562"
          + "00095343414c455f4f5554"
          + "0007454e464f524345"
          + "0000000400000006"
          + "0000018bcff323a0"
          + "00076170694033"
          + "2d32"
          + "0003617069"
          + "00085343414c455f494e"
          + "0007454e464f524345"
          + "0000000300000002"
          + "0000018bcff323a0";

  /** As the version after it does: with the parallelism, 3, before them. */
  private static final String VERSION_2 = "00000003" + VERSION_1;

  private final ScalingCommandStateSerializer serializer = new ScalingCommandStateSerializer();

  private static BufferedRequestState<ScalingCommand> state() {
    return new PendingCommands(
        List.of(
            AutoScalingSinkWriter.wrap(new ScalingCommand(Decisions.scale("web", 4, 6))),
            AutoScalingSinkWriter.wrap(new ScalingCommand(Decisions.scale("api", 3, 2)))),
        3);
  }

  private static List<ScalingCommand> commands(BufferedRequestState<ScalingCommand> state) {
    return state.getBufferedRequestEntries().stream()
        .map(entry -> entry.getRequestEntry())
        .toList();
  }

  @Test
  void keepsCommandsInOrder() throws IOException {
    BufferedRequestState<ScalingCommand> read =
        serializer.deserialize(serializer.getVersion(), serializer.serialize(state()));

    assertThat(commands(read)).usingRecursiveComparison().isEqualTo(commands(state()));
  }

  @Test
  void readsVersionOne() throws IOException {
    byte[] bytes = HexFormat.of().parseHex(VERSION_1);

    BufferedRequestState<ScalingCommand> read = serializer.deserialize(1, bytes);

    assertThat(commands(read)).usingRecursiveComparison().isEqualTo(commands(state()));
    assertThat(((PendingCommands) read).parallelism()).isEqualTo(PendingCommands.SCATTERED);
  }

  @Test
  void readsAndWritesVersionTwo() throws IOException {
    byte[] bytes = HexFormat.of().parseHex(VERSION_2);

    BufferedRequestState<ScalingCommand> read = serializer.deserialize(2, bytes);

    assertThat(commands(read)).usingRecursiveComparison().isEqualTo(commands(state()));
    assertThat(((PendingCommands) read).parallelism()).isEqualTo(3);
    assertThat(serializer.serialize(state())).isEqualTo(bytes);
  }

  @Test
  void keepsAnEmptyState() throws IOException {
    byte[] bytes = serializer.serialize(new PendingCommands(List.of(), 3));

    assertThat(commands(serializer.deserialize(2, bytes))).isEmpty();
  }

  @Test
  void refusesTheFuture() {
    assertThatThrownBy(() -> serializer.deserialize(9, new byte[4]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 9")
        .hasMessageContaining("reads up to version " + StateVersion.CURRENT)
        .hasMessageContaining("newer release");
  }

  @Test
  void refusesWhatIsTooLongTooShortOrUnknown() {
    byte[] bytes = HexFormat.of().parseHex(VERSION_1);
    assertThatThrownBy(() -> serializer.deserialize(1, Arrays.copyOf(bytes, bytes.length + 3)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("3 bytes follow");
    assertThatThrownBy(() -> serializer.deserialize(1, Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IOException.class);
    byte[] unknown =
        HexFormat.of().parseHex(VERSION_1.replace("5343414c455f4f5554", "5343414c455f555555"));
    assertThatThrownBy(() -> serializer.deserialize(1, unknown))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown ScalingAction");
  }
}
