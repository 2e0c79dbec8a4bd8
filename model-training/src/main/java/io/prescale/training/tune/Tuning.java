package io.prescale.training.tune;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.fit.TrainingData;
import io.prescale.training.fit.TrainingPlan;
import io.prescale.training.process.Interruption;
import io.prescale.training.process.WorkFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** One search from its folder to its leaderboard. */
final class Tuning {
  private final SearchOptions options;
  private final Path output;
  private final TrainCommandLine command;
  private final Clock clock;
  private final PrintWriter out;

  /**
   * @param output folder of the search
   * @param command trains the winner
   */
  Tuning(
      SearchOptions options, Path output, TrainCommandLine command, Clock clock, PrintWriter out) {
    this.options = options;
    this.output = output;
    this.command = command;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Searches, and prints what came out.
   *
   * @param processes most at a time
   * @param restart whether to forget what was done
   * @param err is told how to go on if the process is ended
   * @throws io.prescale.training.series.TrainingException if the folder holds another search, or
   *     nothing can be trained
   */
  void run(List<HistorySeries> history, int processes, boolean restart, PrintWriter err) {
    Budget budget = new Budget(clock, options.time());
    SearchPlan plan = options.plan();
    SearchSpace space = options.space();
    TuneDocument document = TuneDocument.of(space, plan, options.fractions(), history);
    if (!restart) {
      document.requireSameIn(output);
    }
    try (WorkFolder work = WorkFolder.open(output, TuneDocument.FILE, document.toJson(), restart)) {
      if (work.found() == WorkFolder.Found.SAME) {
        out.println("Going on with the search in " + output + ".");
      }
      TuneFolder folder = new TuneFolder(output, document);
      folder.keep(history);
      describe(folder, space.preset());
      search(new FoldTraining(folder, clock), processes, budget, err);
    }
  }

  /** Also finds out in time if there is nothing to train on. */
  private void describe(TuneFolder folder, Trial preset) {
    FoldTraining training = new FoldTraining(folder, clock);
    for (Fold fold : folder.document().folds()) {
      TrainingPlan plan = fold.plan(preset.plan());
      TrainingData data = training.data(fold, plan);
      data.skipped()
          .forEach(line -> out.println("Left out of fold " + fold.number() + ": " + line));
      out.printf(
          Locale.ROOT,
          "Fold %d: %,d windows of %d groups to learn from, %,d behind them to validate on.%n",
          fold.number(),
          data.trainingWindows(),
          data.history().size(),
          data.validationWindows());
    }
    out.flush();
  }

  private void search(FoldTraining training, int processes, Budget budget, PrintWriter err) {
    SearchPlan plan = options.plan();
    TrialSequence trials = new TrialSequence(options.space(), plan.seed());
    StoredResults results = new StoredResults(training.folder());
    LeaderboardFiles files = new LeaderboardFiles(output, command);
    Supplier<Leaderboard> leaderboard = () -> Leaderboard.of(plan, trials.drawn(), results);
    long planned = options.isCounted() ? new SearchCost(plan, trials).total() : 0;
    Search.Ending ending;
    try (TuneProgress progress = new TuneProgress(out, budget, planned, leaderboard, files::write);
        Interruption interruption =
            Interruption.say(() -> stopped(leaderboard.get(), trials.preset()), err)) {
      Runs runs = new ProcessRuns(training, results, processes, budget, progress);
      ending = new Search(plan, trials, runs).run();
    }
    files.write(leaderboard.get());
    if (ending != Search.Ending.TIME_UP) {
      training.folder().deleteCheckpoints();
    }
    report(ending, leaderboard.get(), trials.preset());
  }

  private String stopped(Leaderboard leaderboard, Trial preset) {
    return new LeaderboardTable(preset).text(leaderboard)
        + "Stopped. All that is done is kept in "
        + output
        + "; run the same command again to go on.";
  }

  private void report(Search.Ending ending, Leaderboard leaderboard, Trial preset) {
    switch (ending) {
      case DONE -> {}
      case EXHAUSTED -> out.println("All trials that the space holds are done.");
      case CLOSED -> out.println("The time left did not do for more trials.");
      case TIME_UP ->
          out.println(
              "Time is up. Run the same command again to go on where it stopped for as long again.");
    }
    out.println();
    if (leaderboard.scored() == 0) {
      out.println("No trial came as far as to be scored on all folds.");
    }
    out.print(new LeaderboardTable(preset).text(leaderboard));
    out.printf("%n%s%n", Verdict.of(leaderboard).text());
    leaderboard
        .winner()
        .ifPresent(
            winner ->
                out.printf(
                    "%nTo train trial %d on all of the history but its test part:%n%s%n",
                    winner.trial().number(), command.text(winner.trial())));
    out.printf("%nLeaderboard: %s%n", output.resolve(LeaderboardFiles.CSV));
    out.flush();
  }
}
