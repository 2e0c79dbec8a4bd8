package io.prescale.simulator.backtest;

import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.Objectives;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.PolicyTrace;
import io.prescale.simulator.demand.DemandSeries.RecordedCapacity;
import io.prescale.simulator.demand.TraceDemand;
import io.prescale.simulator.fleet.MinuteReport;
import io.prescale.simulator.fleet.MinuteReport.Instances;
import io.prescale.simulator.fleet.MinuteReport.Load;
import java.util.Optional;

/**
 * What really happened, by the same measures. Instances that booted are counted where the desired
 * capacity was above the instances in service. CPU on record says nothing of work that waited.
 */
final class RecordedRun {
  private RecordedRun() {}

  static PolicyResult of(ScaledSeries series, RecordedCapacity recorded, Objectives objectives) {
    MeasureRecorder recorder = new MeasureRecorder(objectives, series.figureMinutes());
    TraceDemand work = series.work();
    int launched = 0;
    for (int minute = series.testStart(); minute < series.demand().minutes(); minute++) {
      int before = recorded.desired()[minute - 1];
      int desired = recorded.desired()[minute];
      if (desired != before) {
        recorder.act(before, desired, "On record.");
      }
      launched += Math.max(0, desired - before);
      int inService = recorded.inService()[minute];
      double demand = work.ofMinute(minute);
      recorder.add(
          new MinuteReport(
              series.name(),
              series.demand().start().plusSeconds(60L * minute),
              new Load(demand, demand, 0, 0, 100.0 * inService),
              new Instances(inService, Math.max(0, desired - inService), 0),
              desired));
    }
    return new PolicyResult(
        PolicyName.RECORDED,
        recorder.measures(new Measures.Launches(launched, 0)),
        new PolicyTrace(
            recorder.desired(),
            recorder.inService(),
            recorder.utilization(),
            recorder.actions(),
            Optional.empty()));
  }
}
