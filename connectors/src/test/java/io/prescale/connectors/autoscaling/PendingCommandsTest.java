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

  @Test
  void commandsOfADetourAreLeftOut() {
    assertThat(withoutDetours(command("web", 4, 5), command("web", 5, 6)))
        .isEqualTo("web@4-5 web@5-6");
    assertThat(withoutDetours(command("web", 5, 4), command("web", 4, 3), command("web", 3, 4)))
        .isEqualTo("web@5-4 web@3-4");
    assertThat(
            withoutDetours(
                command("web", 6, 7),
                command("web", 7, 8),
                command("web", 8, 7),
                command("web", 7, 6)))
        .isEqualTo("web@8-7 web@7-6");
    assertThat(withoutDetours(command("web", 4, 5), command("api", 5, 4)))
        .isEqualTo("web@4-5 api@5-4");
  }

  @SafeVarargs
  private static String withoutDetours(RequestEntryWrapper<ScalingCommand>... commands) {
    List<BufferedRequestState<ScalingCommand>> states =
        PendingCommands.withoutDetours(List.of(new PendingCommands(List.of(commands), 7)));
    assertThat(states)
        .singleElement()
        .matches(state -> ((PendingCommands) state).parallelism() == 7);
    return ids(states.get(0));
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
