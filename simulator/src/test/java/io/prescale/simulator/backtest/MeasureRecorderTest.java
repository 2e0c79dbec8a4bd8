package io.prescale.simulator.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.Objectives;
import io.prescale.simulator.fleet.MinuteReport;
import io.prescale.simulator.fleet.MinuteReport.Instances;
import io.prescale.simulator.fleet.MinuteReport.Load;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeasureRecorderTest {
  private final MeasureRecorder recorder =
      new MeasureRecorder(new Objectives(60, 70, 80, 0.25, 0.4, 0.5), 4);

  @Test
  void figuresOfFourMinutes() {
    // Demand of 160 needs two instances at 80 %; of 320 four.
    recorder.add(minute(160, 160, 0, 0, 2, 0));
    recorder.act(2, 4, "out");
    recorder.add(minute(320, 200, 120, 120, 2, 2));
    recorder.add(minute(160, 280, 0, 0, 4, 0));
    recorder.act(4, 2, "in");
    recorder.add(minute(0, 0, 0, 0, 2, 0));

    Measures measures = recorder.measures(new Measures.Launches(2, 0));

    assertThat(measures.sloViolationMinutes()).isEqualTo(1);
    assertThat(measures.unservedDemand()).isEqualTo(1.2, within(1e-9));
    assertThat(measures.instanceHours()).isEqualTo(12 / 60.0, within(1e-9));
    assertThat(measures.cost()).isEqualTo(0.1, within(1e-9));
    assertThat(measures.actions()).isEqualTo(2);
    assertThat(measures.directionFlips()).isEqualTo(1);
    // (4 - 2) / 4 in one minute of four; (4 - 2) / 2 and 2 / 1 in two.
    assertThat(measures.elasticity().underAccuracy()).isEqualTo(12.5, within(1e-9));
    assertThat(measures.elasticity().overAccuracy()).isEqualTo(75, within(1e-9));
    assertThat(measures.elasticity().underTimeshare()).isEqualTo(25);
    assertThat(measures.elasticity().overTimeshare()).isEqualTo(50);
    // One minute of four may violate; the next worst runs at 80 % just so.
    assertThat(measures.instanceHoursAtEqualSlo()).isEqualTo(12 / 60.0, within(1e-9));
  }

  /** What is scaled by its peak meets it only up to the rounding of binary fractions. */
  @Test
  void exactlyAtTheThresholdIsNoViolation() {
    double hairAbove = 0.8 * (1 + 1e-12) * 100;
    recorder.add(minute(hairAbove, hairAbove, 0, 0, 1, 0));
    recorder.add(minute(80.001, 80.001, 0, 0, 1, 0));
    recorder.add(minute(80, 80, 0, 0, 1, 0));
    recorder.add(minute(79, 79, 0, 0, 1, 0));

    assertThat(recorder.measures(new Measures.Launches(0, 0)).sloViolationMinutes()).isOne();
  }

  private static MinuteReport minute(
      double demand, double done, double waiting, double late, int inService, int booting) {
    return new MinuteReport(
        "web",
        Instant.EPOCH,
        new Load(demand, done, waiting, late, 100.0 * inService),
        new Instances(inService, booting, 0),
        inService + booting);
  }
}
