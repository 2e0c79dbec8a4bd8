package io.prescale.simulator.backtest;

import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.simulator.backtest.policy.PrescalePolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Walks runs from forecast to forecast. What a run will ask for next is mostly known: as long as
 * its policy holds, its metrics do not depend on forecasts. So each run is first simulated some
 * slots ahead as if it held, and the network sees the slots of all runs in one batch. Where a
 * policy acts after all, the inputs come out different, and the forecaster computes them anew.
 */
final class ForecastsAhead {
  private final Forecaster forecaster;

  ForecastsAhead(Forecaster forecaster) {
    this.forecaster = forecaster;
  }

  /**
   * Goes on to the end of all runs.
   *
   * @param runs that wait for forecasts
   */
  void advance(List<PolicyRun> runs) {
    List<PolicyRun> waiting = runs;
    while (!waiting.isEmpty()) {
      lookAhead(waiting);
      List<PolicyRun> next = new ArrayList<>(waiting.size());
      for (PolicyRun run : waiting) {
        do {
          forecast(run);
          run.advance();
        } while (run.isWaiting() && run.isForeseen());
        if (run.isWaiting()) {
          next.add(run);
        }
      }
      waiting = next;
    }
  }

  private void lookAhead(List<PolicyRun> runs) {
    List<GroupSequence> sequences = new ArrayList<>();
    List<GroupState> states = new ArrayList<>();
    for (PolicyRun run : runs) {
      GroupState state = run.waitingPolicy().state(forecaster);
      for (GroupSequence sequence : run.lookAhead()) {
        sequences.add(sequence);
        states.add(state);
      }
    }
    forecaster.lookAhead(sequences, states);
  }

  private void forecast(PolicyRun run) {
    PrescalePolicy policy = run.waitingPolicy();
    List<GroupSequence> waiting = policy.waiting();
    GroupState state = policy.state(forecaster);
    policy.accept(forecaster.forecast(waiting, Collections.nCopies(waiting.size(), state)));
  }
}
