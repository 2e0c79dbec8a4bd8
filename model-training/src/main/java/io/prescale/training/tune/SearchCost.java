package io.prescale.training.tune;

import java.util.List;

/**
 * Epochs that are to be trained: an estimate, for who is promoted is not known yet, nor who stops
 * early.
 */
final class SearchCost {
  private final SearchPlan plan;
  private final TrialSequence trials;

  SearchCost(SearchPlan plan, TrialSequence trials) {
    this.plan = plan;
    this.trials = trials;
  }

  /** Of the whole search. */
  long total() {
    long cost = ofConfirmation() + throughout(trials.preset());
    for (int next = 1; next <= plan.trials(); next += plan.halving().bracket()) {
      cost += of(bracket(next));
    }
    return cost;
  }

  /** The trials that begin together with this one. */
  List<Trial> bracket(int first) {
    return trials.random(first, Math.min(plan.halving().bracket(), plan.trials() - first + 1));
  }

  /** Of a bracket, as if the first of its trials were promoted. */
  long of(List<Trial> bracket) {
    long cost = 0;
    List<Trial> left = bracket;
    for (int rung = 0; rung <= plan.halving().lastRung(); rung++) {
      for (Trial trial : left) {
        cost += at(rung, trial);
      }
      left = left.subList(0, Math.min(left.size(), plan.halving().kept(left.size())));
    }
    return cost;
  }

  private long throughout(Trial trial) {
    long cost = 0;
    for (int rung = 0; rung <= plan.halving().lastRung(); rung++) {
      cost += at(rung, trial);
    }
    return cost;
  }

  private long at(int rung, Trial trial) {
    return plan.runs(trial, plan.seed(), rung).stream().mapToLong(Run::cost).sum();
  }

  /** Of training the best trial and the preset with other seeds. */
  long ofConfirmation() {
    return 2L * plan.confirmations() * plan.folds() * trials.preset().epochs();
  }
}
