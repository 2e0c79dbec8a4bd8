// The model in force, how good it is, and which were before.

import { get } from "../api.js";
import { h, name, replaceChildren } from "../dom.js";
import { count, decimal, fullDayOf, momentOf, plural, ratio, words } from "../format.js";
import { empty, tile } from "./parts.js";
import { View } from "./view.js";

/** The bars end at an error half again as large as that of persistence. */
const FULL = 1.5;
const SHOWN = [5, 15, 30, 60];

export class ModelView extends View {
  ask() {
    return get("/api/model", {}, this.signal);
  }

  show({ inForce, swaps, live }) {
    if (!inForce) {
      replaceChildren(this.element, h("h1", { class: "visually-hidden" }, "Model"), h("section", { class: "card" }, empty(
        "No model is in force",
        "Without one, groups are scaled by the observed load. Train one with prescale train, and put it where the scaler's option model.path looks for it.",
      )));
      return;
    }
    replaceChildren(
      this.element,
      h(
        "div",
        { class: "stack" },
        h("div", {}, h("h1", {}, name(inForce.name)), h("p", { class: "muted" }, inForce.since ? `In force since ${momentOf(inForce.since)}` : "In force", inForce.bundlePath ? [", from ", h("code", {}, inForce.bundlePath.slice(0, 300))] : "", ".")),
        inForce.problem ? h("section", { class: "card" }, empty("Its particulars are not known", inForce.problem)) : h("section", { class: "card clip" }, h("dl", { class: "tiles" }, tiles(inForce))),
        h("div", { class: "two" }, accuracy(inForce, live), h("div", { class: "rail" }, history(swaps), particulars(inForce))),
        groups(inForce.groups),
      ),
    );
  }
}

function tiles(model) {
  const at = (minutes) => model.accuracy.find((one) => one.minutesAhead === minutes);
  const figure = (one) => (one ? ratio(one.ratio) : "\u2013");
  const note = (one) => (one ? `than no change; ${count(one.better)} of ${plural(one.series, "series", "series")}` : "not in its report");
  return [
    tile("5 minutes ahead, at training", figure(at(5)), note(at(5))),
    tile("1 hour ahead, at training", figure(at(60)), note(at(60))),
    tile("Network", [words(model.network ?? "unknown").toUpperCase()], model.hidden ? `${plural(model.layers, "layer")} of ${count(model.hidden)} units` : ""),
    tile("Trained on", [count(model.training.windows), h("small", {}, " sequences")], `${plural(model.training.series, "series", "series")}, ${fullDayOf(Date.parse(model.training.from))} to ${fullDayOf(Date.parse(model.training.to))}`),
  ];
}

function accuracy(model, live) {
  const rows = SHOWN.map((minutes) => ({
    minutes,
    trained: model.accuracy.find((one) => one.minutesAhead === minutes)?.ratio ?? null,
    now: live.find((one) => one.minutesAhead === minutes) ?? { ratio: null, groups: 0, better: 0 },
  }));
  return h(
    "section",
    { class: "card" },
    h("div", { class: "card-head" }, h("h2", {}, "Error beside assuming no change"),
      h("span", { class: "key" }, h("i", { style: { "--key": "var(--observed)" } }), "at training"),
      h("span", { class: "key" }, h("i", { style: { "--key": "var(--forecast)" } }), "last two hours, live"),
      h("span", { class: "key" }, h("i", { style: { "--key": "var(--ink-3)" } }), "no change")),
    h("div", { class: "card-body horizons" }, rows.map(({ minutes, trained, now }) =>
      h(
        "div",
        { class: "horizon" },
        h("strong", {}, minutes === 60 ? "1 hour" : `${minutes} min`),
        h("div", { class: "tracks" }, bar(trained, ""), bar(now.ratio, "live-fill"), h("span", { class: "par", style: { left: `${100 / FULL}%` } })),
        h("span", { class: "small muted verdict-cell" }, now.ratio === null ? "none has come due yet" : `live ${ratio(now.ratio)}; ${count(now.better)} of ${plural(now.groups, "group")}`),
      ),
    )),
    h("p", { class: "card-body muted small" }, "A shorter bar is better; one that ends at the line is as good as assuming that nothing changes. Training: geometric mean over the series of the model's report, on history held back. Live: median over the groups."),
  );
}

function bar(value, kind) {
  const width = value === null ? 0 : Math.min(100, (100 * value) / FULL);
  return h("div", { class: "track", title: value === null ? "unknown" : `${decimal(value * 100)} % of the error of no change` }, h("div", { class: `fill ${kind}`, style: { width: `${width}%` } }));
}

function history(swaps) {
  return h(
    "section",
    { class: "card" },
    h("div", { class: "card-head" }, h("h2", {}, "Put in force")),
    swaps.length === 0
      ? h("p", { class: "card-body muted" }, "No change was recorded.")
      : h("div", { class: "card-body" }, h("dl", { class: "facts" }, swaps.map((swap) => [h("dt", {}, momentOf(swap.since)), h("dd", {}, name(swap.name))]))),
  );
}

function particulars(model) {
  if (model.problem) {
    return null;
  }
  return h(
    "section",
    { class: "card" },
    h("div", { class: "card-head" }, h("h2", {}, "Particulars")),
    h("div", { class: "card-body" }, h("dl", { class: "facts" }, [
      h("dt", {}, "Features"), h("dd", {}, model.featureGroups.map(words).join(", ") || "unknown"),
      h("dt", {}, "Tested on"), h("dd", {}, `${count(model.training.testWindows)} sequences`),
      h("dt", {}, "Version"), h("dd", {}, h("code", { title: model.version ?? "" }, (model.version ?? "unknown").slice(0, 12))),
    ])),
  );
}

/** A row for each series, a column for each horizon. */
function groups(entries) {
  if (entries.length === 0) {
    return null;
  }
  const bySeries = new Map();
  for (const entry of entries) {
    bySeries.set(entry.group, (bySeries.get(entry.group) ?? new Map()).set(entry.minutesAhead, entry));
  }
  return h(
    "section",
    { class: "card" },
    h("div", { class: "card-head" }, h("h2", {}, "Accuracy report by series"), h("span", { class: "muted small" }, "beside assuming no change, on history held back; below it both mean absolute errors, in the unit of the series")),
    h("div", { class: "table-wrap" }, h("table", { class: "report stacked" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Series"), SHOWN.map((minutes) => h("th", { scope: "col", class: "number" }, ahead(minutes))))),
      h("tbody", {}, [...bySeries].map(([series, horizons]) =>
        h("tr", {}, h("td", { class: "wide" }, name(series)), SHOWN.map((minutes) => accuracyCell(minutes, horizons.get(minutes)))))),
    )),
  );
}

const ahead = (minutes) => (minutes === 60 ? "1 hour ahead" : `${minutes} min ahead`);

function accuracyCell(minutes, entry) {
  const attributes = { class: "number", "data-label": ahead(minutes) };
  if (!entry || entry.persistenceError <= 0) {
    return h("td", attributes, "\u2013");
  }
  const value = entry.forecastError / entry.persistenceError;
  return h("td", attributes, h("div", { class: value < 1 ? "better" : "worse" }, ratio(value)), h("div", { class: "muted small" }, `${decimal(entry.forecastError)} / ${decimal(entry.persistenceError)}`));
}
