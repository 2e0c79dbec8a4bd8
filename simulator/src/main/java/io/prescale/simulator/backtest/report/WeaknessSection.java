package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.SeriesResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where Prescale's policy does worse than its opponent, and its worst hours of all. */
final class WeaknessSection {
  private static final int MOST_ROWS = 40;
  private static final int MOST_WINDOWS = 4;
  private static final int WINDOWS_OF_A_SERIES = 2;

  private final String ours;
  private final String opponent;
  private final double threshold;
  private final List<Duel> duels;
  private final Markup markup = new Markup();

  /**
   * @param threshold utilisation that violates the service level objective, percent
   */
  WeaknessSection(List<SeriesResult> series, String ours, String opponent, double threshold) {
    this.ours = ours;
    this.opponent = opponent;
    this.threshold = threshold;
    this.duels = new ArrayList<>();
    for (SeriesResult one : series) {
      PolicyFigures.find(one, ours)
          .ifPresent(
              our ->
                  PolicyFigures.find(one, opponent)
                      .ifPresent(other -> duels.add(new Duel(one, our, other))));
    }
    duels.sort(Comparator.comparingDouble(Duel::overloadDifference).reversed());
  }

  private record Duel(SeriesResult series, PolicyResult ours, PolicyResult other) {
    /** Share of the minutes by which ours is overloaded more. */
    double overloadDifference() {
      return (ours.measures().sloViolationMinutes() - other.measures().sloViolationMinutes())
          / (double) series.minutes();
    }
  }

  private record Bad(Duel duel, HourWindow window, double excess) {}

  String render() {
    markup.section(
        "weak",
        "Where " + ours + " does badly",
        "Beside "
            + opponent
            + ", the series with the greatest loss first. ▲ marks what is worse than there.");
    markup.element("p", outcome());
    table();
    windows();
    return markup.close("section").toString();
  }

  private String outcome() {
    long overload = duels.stream().filter(duel -> duel.overloadDifference() > 0).count();
    long hours =
        duels.stream()
            .filter(
                duel ->
                    duel.ours().measures().instanceHours()
                        > duel.other().measures().instanceHours())
            .count();
    long flips =
        duels.stream()
            .filter(
                duel ->
                    duel.ours().measures().directionFlips()
                        > duel.other().measures().directionFlips())
            .count();
    return String.format(
        Locale.ROOT,
        "Of %d series, %s has more minutes of overload than %s on %d, more instance-hours on %d and"
            + " more direction flips on %d.",
        duels.size(),
        ours,
        opponent,
        overload,
        hours,
        flips);
  }

  private void table() {
    markup.open("div", "class", "scroll").open("table", "class", "dense");
    markup.tableHead(
        List.of(
            "Series",
            "Overload, min",
            opponent,
            "Instance-hours",
            opponent,
            "At equal SLO",
            opponent,
            "Flips",
            opponent));
    for (Duel duel : duels.stream().limit(MOST_ROWS).toList()) {
      Measures our = duel.ours().measures();
      Measures other = duel.other().measures();
      markup.open("tr").element("td", duel.series().name());
      cells(our.sloViolationMinutes(), other.sloViolationMinutes(), 0);
      cells(our.instanceHours(), other.instanceHours(), 1);
      cells(our.instanceHoursAtEqualSlo(), other.instanceHoursAtEqualSlo(), 1);
      cells(our.directionFlips(), other.directionFlips(), 0);
      markup.close("tr");
    }
    markup.close("tbody").close("table").close("div");
    if (duels.size() > MOST_ROWS) {
      markup.element(
          "p", "The other " + (duels.size() - MOST_ROWS) + " do better.", "class", "note");
    }
  }

  private void cells(double our, double other, int decimals) {
    boolean worse = our > other;
    markup.element(
        "td", figure(our, decimals) + (worse ? " ▲" : ""), "class", worse ? "edge poor" : "edge");
    markup.element("td", figure(other, decimals));
  }

  private static String figure(double value, int decimals) {
    return Double.isFinite(value) ? Numbers.grouped(value, decimals) : "never";
  }

  private void windows() {
    List<Bad> worst = new ArrayList<>();
    for (Duel duel : duels) {
      for (HourWindow window :
          HourWindow.worst(duel.ours().trace(), threshold, WINDOWS_OF_A_SERIES)) {
        double there =
            HourWindow.of(duel.other().trace(), threshold, window.from(), window.to()).severity();
        worst.add(new Bad(duel, window, window.severity() - there));
      }
    }
    if (worst.isEmpty()) {
      markup.element("p", ours + " was never overloaded.");
      return;
    }
    worst.sort(Comparator.comparingDouble(Bad::excess).reversed());
    markup.element("h3", "The hours in which it lost most");
    markup.element(
        "p",
        "The thin line is the capacity that " + opponent + " had in service in these hours.",
        "class",
        "note");
    markup.open("div", "class", "charts");
    for (Bad bad : worst.stream().limit(MOST_WINDOWS).toList()) {
      DemandInstances demand = new DemandInstances(bad.duel().series(), threshold);
      markup.raw(
          new CloseUp(demand, bad.duel().ours(), Optional.of(bad.duel().other()))
              .of(bad.window(), bad.duel().series().name()));
    }
    markup.close("div");
  }
}
