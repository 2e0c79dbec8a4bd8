package io.prescale.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.training.TrainingPreset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final long SEED = 1;

  private static SearchPlan plan(int trials, int confirmations) {
    return new SearchPlan(new Halving(3, 3), 2, SEED, trials, confirmations);
  }

  private static TrialSequence trials() {
    return new TrialSequence(SearchSpace.of(TrainingPreset.DEFAULT, Map.of()), SEED);
  }

  private static Search.Ending search(SearchPlan plan, TrialSequence trials, Runs runs) {
    return new Search(plan, trials, runs).run();
  }

  @Test
  void aThirdGoesOnToThreeTimesTheEpochsAndThePresetIsTrainedThrough() {
    FakeRuns runs = FakeRuns.byNumber();

    assertThat(search(plan(9, 0), trials(), runs)).isEqualTo(Search.Ending.DONE);

    assertThat(runs.trialsAt(0, SEED)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(runs.trialsAt(1, SEED)).containsExactly(0, 1, 2, 3);
    assertThat(runs.trialsAt(2, SEED)).containsExactly(0, 1);
    assertThat(runs.done()).extracting(Run::until).containsOnly(2, 6, 16);
    assertThat(runs.done()).extracting(Run::fold).contains(1, 2);
  }

  @Test
  void promotesByTheGeometricMeanOverFolds() {
    // Trial 2 is best on the first fold and on the arithmetic mean, trial 1 on the geometric one.
    double[][] scores = {{0.9, 0.9}, {0.2, 1.3}, {0.7, 0.7}, {0.9, 0.9}};
    FakeRuns runs =
        new FakeRuns(
            run -> RunResult.scored(scores[run.trial().number()][run.fold() - 1], run.until()));

    search(new SearchPlan(new Halving(2, 3), 2, SEED, 3, 0), trials(), runs);

    assertThat(runs.trialsAt(1, SEED)).containsExactly(0, 1);
  }

  @Test
  void bracketsFollowOneAnotherWithoutTrainingThePresetAgain() {
    FakeRuns runs = FakeRuns.byNumber();

    search(plan(18, 0), trials(), runs);

    assertThat(runs.trialsAt(2, SEED)).containsExactly(0, 1, 10);
    assertThat(runs.done()).doesNotHaveDuplicates();
  }

  @Test
  void trainsTheBestAndThePresetWithOtherSeedsAtTheEnd() {
    FakeRuns runs = FakeRuns.byNumber();

    search(plan(9, 2), trials(), runs);

    assertThat(runs.trialsAt(2, 2)).containsExactly(0, 1);
    assertThat(runs.trialsAt(2, 3)).containsExactly(0, 1);
    assertThat(runs.done().get(runs.done().size() - 1).from()).isZero();
  }

  @Test
  void goesOnWhereTimeWasUpAndComesToTheSame() {
    TrialSequence trials = trials();
    FakeRuns whole = FakeRuns.byNumber();
    search(plan(9, 1), trials, whole);
    for (int stop = 0; stop < whole.done().size(); stop++) {
      FakeRuns stopped = FakeRuns.byNumber().stopAfter(stop);

      assertThat(search(plan(9, 1), trials(), stopped)).isEqualTo(Search.Ending.TIME_UP);
      search(plan(9, 1), trials(), stopped.stopAfter(Integer.MAX_VALUE));

      assertThat(stopped.done()).isEqualTo(whole.done());
    }
  }

  @Test
  void moreTrialsExtendASearch() {
    FakeRuns runs = FakeRuns.byNumber();
    search(plan(9, 0), trials(), runs);
    List<Run> before = List.copyOf(runs.done());

    search(plan(18, 0), trials(), runs);

    FakeRuns atOnce = FakeRuns.byNumber();
    search(plan(18, 0), trials(), atOnce);
    assertThat(runs.done()).startsWith(before.toArray(new Run[0])).isEqualTo(atOnce.done());
  }

  @Test
  void keepsTheLastOfTheTimeForOtherSeeds() {
    FakeRuns runs = FakeRuns.byNumber().affordingNothing();

    assertThat(search(plan(90, 1), trials(), runs)).isEqualTo(Search.Ending.CLOSED);

    assertThat(runs.trialsAt(0, SEED)).hasSize(10);
    assertThat(runs.trialsAt(2, 2)).containsExactly(0, 1);
  }

  @Test
  void aTrialThatFailsIsListedAndTheOthersGoOn() {
    FakeRuns runs =
        new FakeRuns(
            run ->
                run.trial().number() == 1 && run.fold() == 2
                    ? RunResult.failed("the loss is no longer a number", 1)
                    : RunResult.scored(0.5 + run.trial().number() / 100.0, 1));
    TrialSequence trials = trials();

    search(plan(9, 1), trials, runs);

    assertThat(runs.trialsAt(1, SEED)).containsExactly(0, 2, 3, 4);
    Leaderboard leaderboard = Leaderboard.of(plan(9, 1), trials.drawn(), runs);
    LeaderboardEntry last = leaderboard.entries().get(9);
    assertThat(last.trial().number()).isOne();
    assertThat(last.failure()).isEqualTo("fold 2: the loss is no longer a number");
    assertThat(new LeaderboardTable(trials.preset()).text(leaderboard))
        .contains("Trial 1 failed: fold 2: the loss is no longer a number");
  }

  @Test
  void allTrialsMayFail() {
    FakeRuns runs = new FakeRuns(run -> RunResult.failed("no memory", 1));
    TrialSequence trials = trials();

    assertThat(search(plan(9, 1), trials, runs)).isEqualTo(Search.Ending.DONE);

    Leaderboard leaderboard = Leaderboard.of(plan(9, 1), trials.drawn(), runs);
    assertThat(leaderboard.winner()).isEmpty();
    assertThat(Verdict.of(leaderboard).finding()).isEqualTo(Verdict.Finding.UNKNOWN);
    assertThat(Verdict.of(leaderboard).text()).contains("it was not trained through all epochs");
  }

  @Test
  void endsWhenTheSpaceHoldsNoMore() {
    Map<String, String> three =
        Map.of(
            "hidden",
            "64",
            "layers",
            "1",
            "attention",
            "no",
            "dropout",
            "0.1",
            "learning-rate",
            "0.001,0.002,0.003",
            "batch-size",
            "512",
            "loss",
            "MAE",
            "without",
            "none");
    TrialSequence trials = new TrialSequence(SearchSpace.of(TrainingPreset.DEFAULT, three), SEED);

    assertThat(search(plan(27, 0), trials, FakeRuns.byNumber())).isEqualTo(Search.Ending.EXHAUSTED);

    assertThat(trials.drawn()).hasSize(3);
  }

  @Test
  void estimatesWhatIsTrained() {
    FakeRuns runs = FakeRuns.byNumber();
    search(plan(18, 2), trials(), runs);

    long trained = runs.done().stream().mapToLong(Run::cost).sum();

    assertThat(new SearchCost(plan(18, 2), trials()).total()).isEqualTo(trained);
  }

  @Test
  void refusesImpossibleHalving() {
    assertThatThrownBy(() -> new Halving(0, 3)).hasMessageContaining("--rungs must be from 1 to 6");
    assertThatThrownBy(() -> new Halving(3, 1)).hasMessageContaining("--reduction must be from 2");
  }
}
