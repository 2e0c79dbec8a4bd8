// All groups, a page at a time.

import { get } from "../api.js";
import { sparkline } from "../charts/sparkline.js";
import { h, name, replaceChildren } from "../dom.js";
import { ago, count, decimal, momentOf, plural, ratio } from "../format.js";
import { reason, WARNINGS } from "../vocabulary.js";
import { action, empty, modeBadge, segments, sortHead, tile, warningBadge } from "./parts.js";
import { View } from "./view.js";

const PAGE_SIZE = 25;
const TYPING_MILLIS = 200;
/** What is sorted from high to low at first. */
const HIGH_FIRST = new Set(["capacity", "cpu", "forecast", "hour", "last-action", "error", "warnings"]);

export class FleetView extends View {
  constructor(context) {
    super(context);
    const given = context.parameters;
    this.query = {
      search: given.get("search") ?? "",
      mode: given.get("mode") ?? "",
      warning: given.get("warning") ?? "",
      sort: given.get("sort") ?? "name",
      descending: given.get("descending") === "true",
      page: Number.parseInt(given.get("page") ?? "0", 10) || 0,
    };
    this.parts = null;
  }

  ask() {
    return get("/api/fleet", { ...this.query, size: PAGE_SIZE }, this.signal);
  }

  show(fleet) {
    if (fleet.summary.groups === 0 && !this.query.search) {
      this.parts = null;
      replaceChildren(
        this.element,
        h("h1", { class: "visually-hidden" }, "Fleet"),
        h("section", { class: "card" }, empty(
          "No decisions yet",
          "Decisions appear here by themselves as soon as the recorder job writes the first one: two hours after the first metrics of a group, at the latest. Check that the scaler and the recorder run, and that a group carries the tag prescale:mode.",
        )),
      );
      return;
    }
    if (!this.parts) {
      this.build();
    }
    replaceChildren(this.parts.tiles, this.tiles(fleet.summary));
    replaceChildren(this.parts.filters, this.filters(fleet.summary));
    this.parts.count.textContent = plural(fleet.total, "group");
    replaceChildren(this.parts.table, this.table(fleet));
    replaceChildren(this.parts.pager, this.pager(fleet));
  }

  /** The frame stays as it is, so that the search keeps its focus and its text. */
  build() {
    const search = h("input", {
      type: "search", placeholder: "Search groups", "aria-label": "Search groups", maxlength: 256, value: this.query.search,
      oninput: () => {
        clearTimeout(this.typing);
        this.typing = setTimeout(() => this.change({ search: search.value, page: 0 }), TYPING_MILLIS);
      },
    });
    this.parts = {
      tiles: h("dl", { class: "tiles" }),
      filters: h("div", { class: "segments-row" }),
      count: h("span", { class: "count", role: "status" }),
      table: h("div", { class: "table-wrap" }),
      pager: h("div", { class: "pager" }),
    };
    replaceChildren(
      this.element,
      h("h1", { class: "visually-hidden" }, "Fleet"),
      h(
        "section",
        { class: "card fleet" },
        this.parts.tiles,
        h("div", { class: "fleet-tools" }, search, this.parts.filters, this.parts.count),
        this.parts.table,
        this.parts.pager,
      ),
    );
  }

  change(change) {
    Object.assign(this.query, change);
    this.context.setParameters({
      search: this.query.search,
      mode: this.query.mode,
      warning: this.query.warning,
      sort: this.query.sort === "name" ? "" : this.query.sort,
      descending: this.query.descending ? "true" : "",
      page: this.query.page ? String(this.query.page) : "",
    });
    this.refresh();
  }

  tiles(summary) {
    const better = summary.judged === 0 ? null : Math.round((100 * summary.betterThanPersistence) / summary.judged);
    const scaled = summary.scaleOutsLastHour + summary.scaleInsLastHour;
    return [
      tile("Groups", count(summary.groups), `${count(summary.enforce)} enforced, ${count(summary.observe)} observed`),
      tile("Instances", count(summary.instances), "desired capacity of all groups"),
      tile("Scaled in the last hour", [count(scaled), h("small", {}, scaled === 1 ? " group" : " groups")],
        `${count(summary.scaleOutsLastHour)} out, ${count(summary.scaleInsLastHour)} in`),
      tile("Forecast beats \u201cno change\u201d", better === null ? "\u2013" : [count(better), h("small", {}, " %")],
        better === null ? "no forecast has come due yet" : `${count(summary.betterThanPersistence)} of ${plural(summary.judged, "group")}, last two hours`),
      tile("Need a look", [count(summary.withWarning), h("small", {}, summary.withWarning === 1 ? " group" : " groups")], this.warningNote(summary)),
    ];
  }

  warningNote(summary) {
    const present = Object.entries(summary.warnings).filter(([, groups]) => groups > 0);
    return present.length === 0
      ? "no warnings"
      : present.map(([warning, groups]) => `${count(groups)} ${(WARNINGS[warning]?.label ?? warning).toLowerCase()}`).join(", ");
  }

  filters(summary) {
    const warnings = [["", "Any state"], ["any", `With warning (${count(summary.withWarning)})`]];
    for (const [key, groups] of Object.entries(summary.warnings)) {
      warnings.push([key, `${WARNINGS[key]?.label ?? key} (${count(groups)})`]);
    }
    return [
      segments("Mode", [["", "All"], ["enforce", "Enforce"], ["observe", "Observe"]], this.query.mode, (mode) => this.change({ mode, page: 0 })),
      h(
        "select",
        { "aria-label": "Warnings", "data-focus": "warnings", onchange: (event) => this.change({ warning: event.target.value, page: 0 }) },
        warnings.map(([value, text]) => h("option", { value, selected: value === this.query.warning }, text)),
      ),
    ];
  }

  table(fleet) {
    if (fleet.groups.length === 0) {
      return empty("No group matches", "Search for another part of the name, or choose another mode or state.");
    }
    const sort = { key: this.query.sort, descending: this.query.descending };
    const onSort = (key) => this.change({
      sort: key, page: 0,
      descending: sort.key === key ? !sort.descending : HIGH_FIRST.has(key),
    });
    const head = (label, key, className = "") => sortHead(label, key, sort, onSort, className);
    return h(
      "table",
      { class: "fleet-table stacked" },
      h("thead", {}, h("tr", {},
        head("Group", "name"),
        head("CPU", "cpu", "number"),
        head("In 5 min", "forecast", "number"),
        head("In 1 h", "hour", "number"),
        h("th", { scope: "col" }, "3 h and next hour"),
        head("Instances", "capacity", "number"),
        head("Last action", "last-action"),
        head("Forecast error", "error"),
        head("Warnings", "warnings"),
      )),
      h("tbody", {}, fleet.groups.map((group) => this.row(group, fleet.newestSlot))),
    );
  }

  row(group, now) {
    const { expected } = group.forecast;
    return h(
      "tr",
      {},
      h("td", { class: "group-name wide" }, h("div", { class: "line" },
        h("a", { href: `#/groups/${group.id}`, title: group.name.slice(0, 300), "data-focus": `group:${group.id}` }, name(group.name.slice(0, 300))),
        modeBadge(group.mode))),
      h("td", { class: "number", "data-label": "CPU" }, withUnit(group.cpu)),
      h("td", { class: "number", "data-label": "In 5 min" }, withUnit(expected[0])),
      h("td", { class: "number", "data-label": "In 1 h" }, withUnit(expected[11])),
      h("td", { class: "wide" }, sparkline(group.recent, group.forecast)),
      h("td", { class: "number", "data-label": "Instances" }, this.instances(group)),
      h("td", { class: "last-action wide", "data-label": "Last action" }, this.lastAction(group, now)),
      h("td", { class: "half", "data-label": "Forecast error" }, this.error(group)),
      h("td", { class: group.warnings.length === 0 ? "blank" : "wide" }, h("div", { class: "warnings" }, group.warnings.map(warningBadge))),
    );
  }

  instances(group) {
    return group.desiredCapacity === group.currentCapacity
      ? count(group.currentCapacity)
      : [count(group.currentCapacity), h("span", { class: "arrow" }, " \u2192 "), count(group.desiredCapacity)];
  }

  lastAction(group, now) {
    const last = group.lastAction;
    if (!last) {
      return h("span", { class: "muted" }, "none yet");
    }
    return [
      action(last.action, last.from, last.to),
      h("span", { class: "muted small", title: momentOf(last.slotEnd) }, ` ${ago(last.slotEnd, now)}`),
      h("span", { class: "reason", title: reason(last.reason) }, reason(last.reason)),
    ];
  }

  error(group) {
    const value = group.error.ratio;
    return h(
      "span",
      { class: value === null ? "muted" : value < 1 ? "better" : "worse", title: "Mean absolute error of about the last two hours, beside that of assuming no change" },
      ratio(value),
    );
  }

  pager(fleet) {
    const pages = Math.max(1, Math.ceil(fleet.total / fleet.size));
    if (pages === 1) {
      return [];
    }
    const to = (page, text) => h(
      "button",
      { class: "button", type: "button", disabled: page < 0 || page >= pages, "data-focus": `page:${text}`, onclick: () => this.change({ page }) },
      text,
    );
    return [h("span", {}, `Page ${count(fleet.page + 1)} of ${count(pages)}`), to(fleet.page - 1, "Previous"), to(fleet.page + 1, "Next")];
  }
}

function withUnit(value) {
  return value === null || value === undefined ? "\u2013" : [decimal(value), h("span", { class: "muted small" }, " %")];
}
