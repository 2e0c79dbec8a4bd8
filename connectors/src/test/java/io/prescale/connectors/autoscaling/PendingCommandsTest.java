package io.prescale.connectors.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;

class PendingCommandsTest {
  @Test
  void commandsOfAGroupStayTogetherInTheirOrder() {
    List<BufferedRequestState<ScalingCommand>> states =
        PendingCommands.byGroup(
            List.of(command("web", 1, 2), command("api", 5, 4), command("web", 2, 3)), 7);

    assertThat(states).map(PendingCommandsTest::ids).containsExactly("web@1-2 web@2-3", "api@5-4");
    assertThat(states).allMatch(state -> ((PendingCommands) state).parallelism() == 7);
  }

  @Test
  void thereIsAStateWithoutCommandsToo() {
    assertThat(PendingCommands.byGroup(List.of(), 7))
        .singleElement()
        .matches(state -> ((PendingCommands) state).parallelism() == 7)
        .matches(state -> ids(state).isEmpty());
  }

  private static RequestEntryWrapper<ScalingCommand> command(String group, int from, int to) {
    return AutoScalingSinkWriter.wrap(new ScalingCommand(Decisions.scale(group, from, to)));
  }

  private static String ids(BufferedRequestState<ScalingCommand> state) {
    Stream<String> ids =
        state.getBufferedRequestEntries().stream().map(entry -> entry.getRequestEntry().id());
    return String.join(" ", ids.toList());
  }
}
