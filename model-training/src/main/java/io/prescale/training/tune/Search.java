package io.prescale.training.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides what is trained next: brackets of random trials by successive halving, and at the end the
 * best trial and the preset once more with other seeds, for the best of many looks better than it
 * is. The same plan and results give the same decisions.
 */
final class Search {
  /** Why a search ended. */
  enum Ending {
    /** All trials were done. */
    DONE,
    /** The space holds no more trials. */
    EXHAUSTED,
    /** The time left was needed to train the best trial with other seeds. */
    CLOSED,
    /** Time was up in the middle of something. */
    TIME_UP
  }

  private final SearchPlan plan;
  private final Halving halving;
  private final TrialSequence trials;
  private final Runs runs;
  private final SearchCost cost;

  Search(SearchPlan plan, TrialSequence trials, Runs runs) {
    this.plan = plan;
    this.halving = plan.halving();
    this.trials = trials;
    this.runs = runs;
    this.cost = new SearchCost(plan, trials);
  }

  Ending run() {
    Ending ending = Ending.DONE;
    int next = 1;
    while (ending == Ending.DONE && (next == 1 || next <= plan.trials())) {
      List<Trial> bracket = cost.bracket(next);
      if (next > 1 && bracket.isEmpty()) {
        ending = Ending.EXHAUSTED;
      } else if (next > 1 && !isAffordable(bracket)) {
        ending = Ending.CLOSED;
      } else if (!halve(bracket, next == 1)) {
        return Ending.TIME_UP;
      } else {
        next += Math.max(1, bracket.size());
      }
    }
    return confirm() ? ending : Ending.TIME_UP;
  }

  /** What was begun goes on; else there must be time for the bracket and for the end. */
  private boolean isAffordable(List<Trial> bracket) {
    boolean begun =
        plan.runs(bracket.get(0), plan.seed(), 0).stream()
            .anyMatch(run -> runs.result(run).isPresent());
    return begun || runs.affords(cost.of(bracket) + cost.ofConfirmation());
  }

  /** Trains trials rung by rung; the preset goes through all of them, beside the others. */
  private boolean halve(List<Trial> bracket, boolean withPreset) {
    List<Trial> competing = bracket;
    for (int rung = 0; rung <= halving.lastRung(); rung++) {
      List<Trial> training = new ArrayList<>();
      if (withPreset) {
        training.add(trials.preset());
      }
      training.addAll(competing);
      List<Run> stage = new ArrayList<>();
      for (Trial trial : training) {
        stage.addAll(plan.runs(trial, plan.seed(), rung));
      }
      if (!runs.complete(stage)) {
        return false;
      }
      competing = promoted(competing, rung);
    }
    return true;
  }

  private List<Trial> promoted(List<Trial> competing, int rung) {
    return competing.stream()
        .filter(trial -> score(trial, rung).isPresent())
        .sorted(Comparator.comparing(trial -> score(trial, rung).orElseThrow()))
        .limit(halving.kept(competing.size()))
        .toList();
  }

  private Optional<Double> score(Trial trial, int rung) {
    List<Double> scores = new ArrayList<>();
    for (Run run : plan.runs(trial, plan.seed(), rung)) {
      Optional<RunResult> result = runs.result(run);
      if (result.isEmpty() || result.get().hasFailed()) {
        return Optional.empty();
      }
      scores.add(result.get().score());
    }
    return Optional.of(Statistics.geometricMean(scores));
  }

  private boolean confirm() {
    Optional<Trial> challenger = challenger();
    if (challenger.isEmpty()) {
      return true;
    }
    List<Run> stage = new ArrayList<>();
    for (long seed : plan.confirmationSeeds()) {
      stage.addAll(plan.confirmation(trials.preset(), seed));
      stage.addAll(plan.confirmation(challenger.get(), seed));
    }
    return runs.complete(stage);
  }

  /** The best at the last rung but for the preset. */
  private Optional<Trial> challenger() {
    List<Trial> others = trials.drawn().subList(1, trials.drawn().size());
    return others.stream()
        .filter(trial -> score(trial, halving.lastRung()).isPresent())
        .min(Comparator.comparing(trial -> score(trial, halving.lastRung()).orElseThrow()));
  }
}
