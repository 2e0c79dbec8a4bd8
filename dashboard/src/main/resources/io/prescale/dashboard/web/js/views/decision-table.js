// The newest decisions of a group, actions only or all.

import { get } from "../api.js";
import { h, replaceChildren } from "../dom.js";
import { momentOf, percent, words } from "../format.js";
import { guardrail, reason } from "../vocabulary.js";
import { action, segments } from "./parts.js";

const PAGE = 15;
const MOST = 200;

export class DecisionTable {
  constructor(id, signal, onFailure) {
    this.id = id;
    this.signal = signal;
    this.onFailure = onFailure;
    this.actionsOnly = true;
    this.limit = PAGE;
    this.element = h("section", { class: "card", "aria-label": "Decisions" }, h("div", { class: "card-head" }, h("h2", {}, "Decisions")), h("p", { class: "card-body muted" }, "Loading\u2026"));
  }

  async refresh() {
    try {
      const { decisions } = await get(
        `/api/groups/${this.id}/decisions`,
        { "actions-only": this.actionsOnly, limit: this.limit },
        this.signal,
      );
      this.#show(decisions);
    } catch (failure) {
      if (!this.signal.aborted) {
        this.onFailure(failure);
      }
    }
  }

  #show(decisions) {
    const more = decisions.length === this.limit && this.limit < MOST;
    replaceChildren(
      this.element,
      h(
        "div",
        { class: "card-head" },
        h("h2", {}, "Decisions"),
        segments("Decisions", [[true, "Actions"], [false, "All"]], this.actionsOnly, (actionsOnly) => this.#change({ actionsOnly, limit: PAGE })),
      ),
      decisions.length === 0
        ? h("p", { class: "card-body muted" }, this.actionsOnly ? "No action yet: every decision so far was to hold." : "No decision yet.")
        : h("div", { class: "table-wrap" }, table(decisions)),
      more && h("div", { class: "more" }, h("button", { class: "button", type: "button", "data-focus": "more", onclick: () => this.#change({ limit: Math.min(MOST, this.limit * 3) }) }, "Show more")),
    );
  }

  #change(change) {
    Object.assign(this, change);
    this.refresh();
  }
}

function table(decisions) {
  return h(
    "table",
    { class: "decisions stacked" },
    h("thead", {}, h("tr", {}, ["Slot end", "Decision"].map(head), head("CPU", "number"), head("Forecast", "number"), head("Why"))),
    h("tbody", {}, decisions.map(row)),
  );
}

function head(text, className = "") {
  return h("th", { scope: "col", class: typeof className === "string" ? className : "" }, text);
}

function row(decision) {
  return h(
    "tr",
    {},
    h("td", {}, momentOf(decision.slotEnd)),
    h("td", {}, action(decision.action, decision.currentCapacity, decision.desiredCapacity)),
    h("td", { class: "number", "data-label": "CPU" }, percent(decision.cpu)),
    h("td", { class: "number", "data-label": "Forecast" }, percent(decision.forecastCpu)),
    h(
      "td",
      { class: "wide" },
      reason(decision.reason),
      decision.guardrails.length > 0 &&
        h("div", { class: "warnings" }, decision.guardrails.map((held) => h("span", { class: "badge", title: guardrail(held) }, words(held)))),
    ),
  );
}
