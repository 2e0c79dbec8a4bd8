package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.simulator.backtest.result.BacktestResult;
import io.prescale.simulator.backtest.result.FleetSettings;
import io.prescale.simulator.backtest.result.Objectives;
import io.prescale.simulator.backtest.result.SeriesResult;
import io.prescale.simulator.fleet.InstanceLife;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How the fleet was simulated, what was measured, and what was left out. */
final class SetupSection {
  private final BacktestResult result;
  private final ReportNotes notes;
  private final Markup markup = new Markup();

  SetupSection(BacktestResult result, ReportNotes notes) {
    this.result = result;
    this.notes = notes;
  }

  String render() {
    markup.section(
        "fleet",
        "The simulated fleet",
        "The same for every policy and series. Work that an overloaded fleet cannot do waits, and is"
            + " worked off later.");
    fleet(result.settings().fleet());
    markup.close("section");
    markup.section("measured", "What was measured", "");
    measured();
    markup.close("section");
    markup.section("left-out", "Left out", "");
    leftOut();
    return markup.close("section").toString();
  }

  private void fleet(FleetSettings fleet) {
    InstanceLife life = fleet.life();
    Objectives objectives = result.settings().objectives();
    markup.open("dl", "class", "settings");
    entry("Boot delay", text(life.bootDelay()));
    entry(
        "Warm-up",
        life.warmUp().isZero()
            ? "none"
            : text(life.warmUp()) + " at " + Numbers.percent(life.warmUpShare()) + " of full work");
    entry("Termination delay", text(life.terminationDelay()));
    entry("Launches that fail", percent(life.launchFailure()));
    entry("Metric delay", text(fleet.publication().delay()));
    entry("Metrics missing", percent(fleet.publication().missing()));
    entry("Decision delay of Prescale", text(fleet.decisionDelay()));
    entry("Instances", fleet.minSize() + " to " + Numbers.grouped(fleet.maxSize()));
    entry("Target utilisation", Numbers.tick(objectives.targetUtilization()) + " %");
    entry("SLO threshold", Numbers.tick(objectives.sloThreshold()) + " % utilisation");
    entry("SLO allowance", percent(objectives.sloAllowance()) + " of the minutes");
    entry(
        "Price of an instance",
        Numbers.tick(objectives.instancePrice()) + " an hour, in your currency");
    entry("Seed", Long.toString(result.settings().seed()));
    markup.close("dl");
  }

  private void entry(String name, String value) {
    markup.open("div").element("dt", name).element("dd", value).close("div");
  }

  static String text(Duration duration) {
    return duration.getSeconds() % 60 == 0
        ? duration.toMinutes() + " min"
        : Numbers.tick(duration.toMillis() / 1000.0) + " s";
  }

  private static String percent(double share) {
    return Numbers.tick(Math.rint(share * 1e5) / 1e3) + " %";
  }

  private void measured() {
    markup.element(
        "p",
        "Figures are of the newest "
            + Numbers.percent(result.settings().objectives().testFraction())
            + " of each series. The part before only warms policies up, and gives the scale of"
            + " demand.");
    markup.open("div", "class", "scroll").open("table", "class", "dense");
    markup.tableHead(
        List.of("Series", "From, UTC", "To, UTC", "Days", "One instance does, a minute"));
    for (SeriesResult series : result.series()) {
      long start = series.start().toEpochMilli();
      markup
          .open("tr")
          .element("td", series.name())
          .element("td", UtcTime.of(start))
          .element("td", UtcTime.of(start + series.minutes() * 60_000L))
          .element("td", Numbers.grouped(series.minutes() / 1440.0, 1))
          .element(
              "td",
              String.format(
                  Locale.ROOT,
                  "%s %s",
                  Numbers.significant(series.instanceCapacity()),
                  series.unit()))
          .close("tr");
    }
    markup.close("tbody").close("table").close("div");
  }

  private void leftOut() {
    if (notes.leftOut().isEmpty()) {
      markup.element("p", "Nothing was left out.");
      return;
    }
    markup.open("div", "class", "scroll").open("table", "class", "text");
    markup.tableHead(List.of("What", "Reason"));
    for (ReportNotes.LeftOut left : notes.leftOut()) {
      markup.open("tr").element("td", left.name()).element("td", left.reason()).close("tr");
    }
    markup.close("tbody").close("table").close("div");
  }
}
