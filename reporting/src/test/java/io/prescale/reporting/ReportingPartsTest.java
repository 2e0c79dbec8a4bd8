package io.prescale.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportingPartsTest {
  @Test
  void markupEscapesWhatOthersWrote() {
    String markup =
        new Markup().element("p", "<b>\"1\" & 2\u0000</b>", "title", "\"><script>").toString();

    assertThat(markup)
        .isEqualTo(
            "<p title=\"&quot;&gt;&lt;script&gt;\">"
                + "&lt;b&gt;&quot;1&quot; &amp; 2\uFFFD&lt;/b&gt;</p>\n");
  }

  @Test
  void stepsKeepEachValueUntilTheNext() {
    int[] values = {3, 3, 7, 7};

    assertThat(Paths.steps(4, index -> index * 10.0, index -> values[index]))
        .isEqualTo("M0 3H20V7H40");
  }

  @Test
  void linesAreInterruptedWhereAValueIsAbsent() {
    double[] values = {1, Double.NaN, 3, 4};

    assertThat(Paths.line(4, index -> index, index -> values[index])).isEqualTo("M0 1M2 3L3 4");
  }

  @Test
  void runsAreUnbrokenAndReachTheEnd() {
    boolean[] holds = {true, true, false, true};

    assertThat(Runs.of(4, index -> holds[index]))
        .isEqualTo(List.of(new Runs.Run(0, 2), new Runs.Run(3, 4)));
  }

  @Test
  void aTimeAxisNamesMidnightsByDateAndOtherTimesByClock() {
    Panel panel = new Panel("title", "description", 600, 200, 40);
    long from = Instant.parse("2026-03-01T20:00:00Z").toEpochMilli();
    new TimeAxis(panel, from, from + 12 * 3_600_000).draw();

    assertThat(panel.toString())
        .contains(">2 Mar<", ">22:00<", ">08:00<")
        .doesNotContain(">00:00<");
  }
}
