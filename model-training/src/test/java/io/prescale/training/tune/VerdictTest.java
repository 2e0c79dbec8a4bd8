package io.prescale.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.training.TrainingPreset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private final SearchPlan plan = new SearchPlan(new Halving(2, 3), 2, 1, 3, 2);
  private final TrialSequence trials =
      new TrialSequence(SearchSpace.of(TrainingPreset.DEFAULT, Map.of()), 1);

  /** The preset has 0.8 on each fold and seed. */
  private Leaderboard leaderboard(SearchPlan searched, double[] ofTrialOne) {
    FakeRuns runs =
        new FakeRuns(
            run -> {
              int number = run.trial().number();
              int pair = (int) (run.seed() - 2) * 2 + run.fold() - 1;
              double own = run.seed() == 1 ? 0.4 : ofTrialOne[pair];
              return RunResult.scored(number == 0 ? 0.8 : number == 1 ? own : 0.9, 1);
            });
    new Search(searched, trials, runs).run();
    return Leaderboard.of(searched, trials.drawn(), runs);
  }

  @Test
  void whatTheWinnerWasChosenByDoesNotCount() {
    Leaderboard leaderboard = leaderboard(plan, new double[] {0.81, 0.83, 0.82, 0.81});

    Verdict verdict = Verdict.of(leaderboard);

    assertThat(verdict.finding()).isEqualTo(Verdict.Finding.NOT_BETTER);
    assertThat(verdict.text()).contains("No trial is better than the preset").contains("+2.");
    assertThat(leaderboard.winner().orElseThrow().isPreset()).isTrue();
  }

  @Test
  void aDifferenceWithinTheSpreadIsSaidToBeChance() {
    Verdict verdict = Verdict.of(leaderboard(plan, new double[] {0.7, 0.84, 0.81, 0.78}));

    assertThat(verdict.finding()).isEqualTo(Verdict.Finding.WITHIN_SPREAD);
    assertThat(verdict.difference()).isNegative().isGreaterThan(-verdict.spread());
    assertThat(verdict.text()).contains("no more than the spread").contains("may be chance");
  }

  @Test
  void aDifferenceBeyondTheSpreadCounts() {
    Leaderboard leaderboard = leaderboard(plan, new double[] {0.72, 0.73, 0.71, 0.72});

    Verdict verdict = Verdict.of(leaderboard);

    assertThat(verdict.finding()).isEqualTo(Verdict.Finding.BETTER);
    assertThat(verdict.difference()).isCloseTo(Math.log(0.72 / 0.8), within(0.001));
    assertThat(verdict.text()).contains("with other seeds than it was chosen by");
    assertThat(leaderboard.winner().orElseThrow().trial().number()).isOne();
    assertThat(leaderboard.winner().orElseThrow().mean()).isCloseTo(0.72, within(0.001));
  }

  @Test
  void fewPairsSayNothing() {
    SearchPlan unconfirmed = new SearchPlan(new Halving(2, 3), 2, 1, 3, 0);

    Verdict verdict = Verdict.of(leaderboard(unconfirmed, new double[0]));

    assertThat(verdict.finding()).isEqualTo(Verdict.Finding.WITHIN_SPREAD);
    assertThat(verdict.text()).contains("too little to tell it from chance");
  }
}
