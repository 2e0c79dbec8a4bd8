// One group: what was observed, forecast and decided, and why.

import { get } from "../api.js";
import { GroupCharts } from "../charts/group-charts.js";
import { h, name, replaceChildren } from "../dom.js";
import { count, decimal, momentOf, percent, plural, ratio, words } from "../format.js";
import { guardrail, reason } from "../vocabulary.js";
import { counterfactual, guardrails, latestFacts } from "./group-rail.js";
import { DecisionTable } from "./decision-table.js";
import { action, actionLabel, empty, modeBadge, segments, tile, warningBadge } from "./parts.js";
import { View } from "./view.js";

const RANGES = ["3h", "12h", "1d", "3d", "7d", "30d"];
const HOW_TO_READ = matchMedia("(hover: none)").matches ? "Tap the charts to read values and reasons." : "Move over the charts, or use the arrow keys, to read values and reasons.";
const RANGE_NAMES = { "3h": "3 h", "12h": "12 h", "1d": "1 d", "3d": "3 d", "7d": "7 d", "30d": "30 d" };

export class GroupView extends View {
  constructor(context, id) {
    super(context);
    this.id = id;
    this.range = RANGES.includes(context.parameters.get("range")) ? context.parameters.get("range") : "12h";
    this.parts = null;
  }

  ask() {
    return get(`/api/groups/${this.id}`, { range: this.range }, this.signal);
  }

  show(detail) {
    this.detail = detail;
    if (!this.parts) {
      this.build();
    }
    const { latest } = detail;
    document.title = `${latest.name.slice(0, 80)} \u00b7 Prescale`;
    replaceChildren(this.parts.head, h("h1", {}, name(latest.name.slice(0, 2000))), modeBadge(latest.mode), latest.warnings.map(warningBadge));
    replaceChildren(this.parts.verdict, this.verdict(latest));
    replaceChildren(this.parts.tiles, this.tiles(latest));
    replaceChildren(this.parts.ranges, segments("Range", RANGES.map((range) => [range, RANGE_NAMES[range]]), this.range, (range) => this.choose(range), "ranges"));
    this.charts.set(detail);
    this.showMoment(null);
    replaceChildren(this.parts.rail, counterfactual(detail), guardrails(detail), latestFacts(detail));
    this.table.refresh();
  }

  fail(failure) {
    if (failure.status === 404) {
      this.context.report(null);
      replaceChildren(this.element, h("section", { class: "card" }, empty("No such group", "The decision log has no group with this number. It may have been removed, or the link is of another log."), h("p", { class: "more" }, h("a", { href: "#/" }, "Back to the fleet"))));
      return;
    }
    super.fail(failure);
  }

  build() {
    this.charts = new GroupCharts((index) => this.showMoment(index));
    this.table = new DecisionTable(this.id, this.signal, (failure) => this.context.report(failure.message));
    this.parts = {
      head: h("div", { class: "group-head" }),
      verdict: h("p", { class: "verdict" }),
      tiles: h("dl", { class: "tiles" }),
      ranges: h("div", { class: "range-row" }),
      moment: h("p", { class: "moment" }),
      rail: h("div", { class: "rail" }),
    };
    replaceChildren(
      this.element,
      h("a", { class: "back", href: "#/" }, "\u2190 Fleet"),
      this.parts.head,
      this.parts.verdict,
      h(
        "div",
        { class: "stack" },
        h("section", { class: "card clip" }, this.parts.tiles),
        h("section", { class: "card", "aria-label": "Charts" }, h("div", { class: "chart-tools" }, this.parts.moment, this.parts.ranges), this.charts.element),
        h("div", { class: "two" }, this.table.element, this.parts.rail),
      ),
    );
  }

  choose(range) {
    this.range = range;
    this.context.setParameters({ range });
    this.refresh();
  }

  close() {
    super.close();
    this.charts?.close();
  }

  verdict(latest) {
    const intro = latest.action === "HOLD"
      ? `Holding at ${plural(latest.currentCapacity, "instance")}.`
      : `${latest.mode === "OBSERVE" ? "Would " : ""}${latest.mode === "OBSERVE" ? actionLabel(latest.action).toLowerCase() : actionLabel(latest.action)} from ${count(latest.currentCapacity)} to ${count(latest.desiredCapacity)} instances.`;
    return [h("strong", {}, intro), " ", reason(latest.reason).replace(/^Held: ./, (held) => held.at(-1).toUpperCase()), latest.guardrails.map((held) => ` ${guardrail(held)}`)];
  }

  tiles(latest) {
    const { expected, lower, upper } = latest.forecast;
    const interval = (index) => (expected.length > index ? `${decimal(lower[index])} to ${percent(upper[index])}` : latest.forecastUnavailable ? words(latest.forecastUnavailable) : "no forecast");
    const figure = (value) => (value === null || value === undefined ? "\u2013" : [decimal(value), h("small", {}, " %")]);
    return [
      tile("CPU now", figure(latest.cpu), momentOf(latest.slotEnd)),
      tile("Forecast in 5 min", figure(expected[0]), interval(0)),
      tile("Forecast in 1 h", figure(expected[11]), interval(11)),
      tile("Instances", [count(latest.inServiceInstances ?? latest.currentCapacity), h("small", {}, " in service")], `${count(latest.currentCapacity)} desired`),
      tile("Forecast error", ratio(latest.error.ratio), beside(ratio(latest.error.ratio))),
    ];
  }

  /** What was decided at the point under the cursor. */
  showMoment(index) {
    const { series } = this.detail;
    if (index === null || index >= series.times.length || series.capacity[index] === null) {
      this.parts.moment.textContent = index === null || index < series.times.length ? HOW_TO_READ : "Forecast of the hour ahead.";
      return;
    }
    const at = momentOf(series.times[index] * 1000);
    if (series.resolution === "hour") {
      const acted = `${plural(series.scaleOuts[index], "scale-out")}, ${plural(series.scaleIns[index], "scale-in")}`;
      replaceChildren(this.parts.moment, h("strong", {}, `Hour around ${at}`), ` \u00b7 ${acted}`);
      return;
    }
    const kind = series.scaleOuts[index] ? "SCALE_OUT" : series.scaleIns[index] ? "SCALE_IN" : "HOLD";
    replaceChildren(this.parts.moment, h("strong", {}, at), " ", action(kind, series.capacity[index], series.desired[index]), ` ${reason(series.reasons[index])}`);
  }
}

/** What stands below a ratio in words. */
function beside(words) {
  if (words === "\u2013") {
    return "no forecast has come due yet";
  }
  return words === "equal" ? "to that of assuming no change" : "than assuming no change";
}
