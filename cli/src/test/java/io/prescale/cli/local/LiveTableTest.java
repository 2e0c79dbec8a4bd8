package io.prescale.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTableTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

  private final StringWriter out = new StringWriter();

  @Test
  void showsEachGroupWithItsLastActionAndReason() {
    LiveTable table = new LiveTable(new PrintWriter(out), false, 10);
    table.add(decision("web", ScalingAction.SCALE_OUT, 3, 4, Reason.FORECAST_HIGH));
    table.add(decision("web", ScalingAction.HOLD, 4, 4, Reason.COMMAND_IN_FLIGHT));
    table.add(decision("batch", ScalingAction.HOLD, 2, 2, Reason.METRICS_MISSING));
    table.draw(NOW, 6);

    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "Fri 10:00 UTC  2 groups, 6 instances  |  3 decisions, 1 scale-outs, 0 scale-ins");
    assertThat(lines.get(2)).startsWith("batch").contains("none");
    assertThat(lines.get(3))
        .startsWith("web")
        .contains("3 to 4")
        .endsWith(Reason.COMMAND_IN_FLIGHT.explanation());
  }

  @Test
  void saysHowManyGroupsAreNotShown() {
    LiveTable table = new LiveTable(new PrintWriter(out), false, 2);
    for (int group = 0; group < 5; group++) {
      table.add(decision("web-" + group, ScalingAction.HOLD, 1, 1, Reason.AT_MIN_SIZE));
    }
    table.draw(NOW, 5);

    assertThat(out.toString()).contains("... and 3 more groups").doesNotContain("web-2");
  }

  @Test
  void redrawsOverAllOfItsLines() {
    LiveTable table = new LiveTable(new PrintWriter(out), true, 10);
    table.add(decision("web", ScalingAction.HOLD, 1, 1, Reason.AT_MIN_SIZE));
    table.draw(NOW, 1);
    table.draw(NOW, 1);

    assertThat(out.toString()).containsOnlyOnce("\u001b[3A\r\u001b[J");
  }

  private static ScalingDecision decision(
      String group, ScalingAction action, int current, int desired, Reason reason) {
    ScalingDecision decision = new ScalingDecision();
    decision.group = group;
    decision.slotEnd = NOW.toEpochMilli();
    decision.action = action;
    decision.currentCapacity = current;
    decision.desiredCapacity = desired;
    decision.reason = reason;
    return decision;
  }
}
