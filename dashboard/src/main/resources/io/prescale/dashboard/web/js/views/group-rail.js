// The cards beside a group's decisions.

import { h, name } from "../dom.js";
import { count, decimal, momentOf, percent, plural, signed, words } from "../format.js";
import { guardrail } from "../vocabulary.js";

/** What enforce mode would have done; null where decisions are carried out. */
export function counterfactual({ counterfactual: would, range }) {
  if (!would) {
    return null;
  }
  const facts = [
    ["Scale-outs", count(would.scaleOuts)],
    ["Scale-ins", count(would.scaleIns)],
    ["Instance-hours", signed(would.instanceHours)],
    ["Mean CPU", `${decimal(would.meanCpu)} \u2192 ${percent(would.meanCpuThen)}`],
    [`Points above ${count(would.hotAbove)} % CPU`, `${count(would.hotSlots)} \u2192 ${count(would.hotSlotsThen)}`],
  ];
  return card(
    "What enforce would have done",
    h("dl", { class: "facts" }, facts.map(([label, value]) => [h("dt", {}, label), h("dd", {}, value)])),
    h("p", { class: "muted small" }, `Over ${range.replace(/(?=[hd])/, " ")}: what each decision asked for, beside what the group had. Each starts from the capacity that the group really had at the time.`),
  );
}

/** Guardrails that held, most often first. */
export function guardrails({ series }) {
  if (series.guardrails.length === 0) {
    return card("Guardrails that held", h("p", { class: "muted" }, "None in this range: every recommendation of the policy stood."));
  }
  const most = series.guardrails[0].slots;
  return card(
    "Guardrails that held",
    h(
      "ul",
      { class: "bars" },
      series.guardrails.slice(0, 8).map((held) =>
        h(
          "li",
          {},
          h("div", { class: "head" }, h("span", {}, words(held.guardrail)), h("span", { class: "muted" }, plural(held.slots, "slot"))),
          h("div", { class: "track" }, h("div", { class: "fill", style: { width: `${(100 * held.slots) / most}%` } })),
          h("div", { class: "what" }, guardrail(held.guardrail)),
        ),
      ),
    ),
  );
}

const COMMAND = {
  NONE: "none yet",
  IN_FLIGHT: "not seen in the metrics yet",
  APPLIED: "applied",
  NOT_OBSERVED: "never showed in the metrics",
  SUPERSEDED: "someone else set another capacity",
};

/** Particulars of the newest decision. */
export function latestFacts({ latest, events }) {
  const command = latest.previousCommand;
  const facts = [
    ["Newest slot", momentOf(latest.slotEnd)],
    ["Policy alone", plural(latest.recommendedCapacity, "instance")],
    ["Decided", plural(latest.desiredCapacity, "instance")],
    ["Previous command", `${command.desiredCapacity === null ? "" : `${count(command.desiredCapacity)} `}${COMMAND[command.status] ?? words(command.status)}`],
    ["Model", latest.model ?? "none"],
  ];
  const names = new Map(events.map((event) => [event.id, event.name]));
  return card(
    "Newest decision",
    h(
      "dl",
      { class: "facts" },
      facts.map(([label, value]) => [h("dt", {}, label), h("dd", {}, value)]),
      latest.calendarEvents.length > 0 && [h("dt", {}, "Events"), h("dd", {}, latest.calendarEvents.map((id, index) => [index > 0 ? ", " : "", name(names.get(id) ?? id)]))],
    ),
  );
}

function card(title, ...children) {
  return h("section", { class: "card" }, h("div", { class: "card-head" }, h("h2", {}, title)), h("div", { class: "card-body" }, children));
}
