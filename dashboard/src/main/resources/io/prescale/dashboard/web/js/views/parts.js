// What several views show in the same way.

import { h, icon, shape } from "../dom.js";
import { count } from "../format.js";
import { WARNINGS } from "../vocabulary.js";

const ACTIONS = {
  SCALE_OUT: { kind: "out", shape: "up", label: "Scale out" },
  SCALE_IN: { kind: "in", shape: "down", label: "Scale in" },
  HOLD: { kind: "hold", shape: "dash", label: "Hold" },
};

/** Such as "▲ 5 → 6"; spoken in words. */
export function action(kind, from, to) {
  const known = ACTIONS[kind] ?? ACTIONS.HOLD;
  const change = kind === "HOLD" ? `${count(from)}` : `${count(from)} \u2192 ${count(to)}`;
  return h("span", { class: `action ${known.kind}` }, shape(known.shape), h("span", { class: "visually-hidden" }, known.label), change);
}

export function actionLabel(kind) {
  return (ACTIONS[kind] ?? ACTIONS.HOLD).label;
}

export function modeBadge(mode) {
  const enforced = mode === "ENFORCE";
  return h(
    "span",
    { class: enforced ? "badge enforce" : "badge observe", title: enforced ? "Decisions are carried out." : "Decisions are recorded, and nothing is changed." },
    enforced ? "Enforce" : "Observe",
  );
}

export function warningBadge(warning) {
  const known = WARNINGS[warning] ?? { label: warning, kind: "warn", shape: "diamond", hint: "" };
  return h("span", { class: `badge ${known.kind}`, title: known.hint }, shape(known.shape), known.label);
}

/** A figure with its name. */
export function tile(label, value, note = null) {
  return h("div", { class: "tile" }, h("dt", {}, label), h("dd", {}, value), note && h("div", { class: "note" }, note));
}

/** Choices of which one is pressed. */
export function segments(label, choices, chosen, onChoose, extra = "") {
  return h(
    "div",
    { class: `segments ${extra}`, role: "group", "aria-label": label },
    choices.map(([value, text]) =>
      h("button", { type: "button", "aria-pressed": String(value === chosen), "data-focus": `${label}:${value}`, onclick: () => onChoose(value) }, text),
    ),
  );
}

export function empty(title, text) {
  return h(
    "div",
    { class: "empty" },
    icon("M4 19 H20", "M6 16 L10 11 L13 13 L19 6"),
    h("h2", {}, title),
    h("p", {}, text),
  );
}

/** A column's head that sorts. */
export function sortHead(label, key, sort, onSort, className = "") {
  const sorted = sort.key === key;
  return h(
    "th",
    { class: className, scope: "col", "aria-sort": sorted ? (sort.descending ? "descending" : "ascending") : null },
    h(
      "button",
      { class: "sort", type: "button", "data-focus": `sort:${key}`, onclick: () => onSort(key) },
      label,
      shape("up"),
    ),
  );
}

