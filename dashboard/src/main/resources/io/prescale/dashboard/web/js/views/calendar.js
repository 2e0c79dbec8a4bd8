// The business calendar: its events around now, and what they changed.

import { get } from "../api.js";
import { h, name, replaceChildren } from "../dom.js";
import { count, dayOf, momentOf, plural, span, timeOf, words } from "../format.js";
import { guardrail } from "../vocabulary.js";
import { empty } from "./parts.js";
import { View } from "./view.js";

const WEEK = 7 * 86400000;
const LANES = 20;

export class CalendarView extends View {
  ask() {
    return get("/api/calendar", {}, this.signal);
  }

  show(calendar) {
    replaceChildren(
      this.element,
      h("div", { class: "stack" }, h("h1", {}, "Business calendar"), this.source(calendar), this.content(calendar)),
    );
  }

  source({ source, since }) {
    return source && h("p", { class: "muted" }, "From ", h("code", {}, source.slice(0, 300)), since ? `, in force since ${momentOf(since)}` : "", ". Changes in the file take effect by themselves.");
  }

  content(calendar) {
    if (calendar.problem) {
      return h("section", { class: "card" }, h("div", { class: "card-head" }, h("h2", {}, "This calendar is refused")), h("div", { class: "card-body problem-text" }, calendar.problem.slice(0, 10000)));
    }
    if (calendar.events.length === 0) {
      return h("section", { class: "card" }, empty(
        calendar.source ? "The calendar has no events" : "No calendar is configured",
        "Sales, promotions and freezes that stand in business_calendar.json raise the capacity in time, or keep it from falling. The scaler's option calendar.path names the file.",
      ));
    }
    return [
      h("section", { class: "card", "aria-label": "Timeline" }, timeline(calendar)),
      h("div", { class: "events" }, calendar.events.map((event) => eventCard(event, calendar.now))),
      calendar.left > 0 && h("p", { class: "muted" }, `${count(calendar.left)} further events are not listed.`),
    ];
  }
}

function timeline(calendar) {
  const at = (time) => `${(100 * (Math.min(Math.max(time, calendar.from), calendar.to) - calendar.from)) / (calendar.to - calendar.from)}%`;
  const weeks = [];
  const first = new Date(calendar.from);
  first.setHours(0, 0, 0, 0);
  for (let time = first.getTime() + 86400000; time < calendar.to; time += WEEK) {
    weeks.push(time);
  }
  const lanes = calendar.events.filter((event) => event.occurrences.length > 0).slice(0, LANES);
  return h(
    "div",
    { class: "timeline" },
    h("div", {}),
    h("div", { class: "axis" }, weeks.map((time) => h("span", { class: "tick", style: { left: at(time) } }, dayOf(time)))),
    lanes.map((event) => [
      h("div", { class: "lane-name", title: event.name }, name(event.name)),
      h(
        "div",
        { class: "lane" },
        weeks.map((time) => h("span", { class: "grid", style: { left: at(time) } })),
        event.occurrences.map((occurrence) =>
          h("span", {
            class: occurrence.end <= calendar.now ? "bar-event over" : "bar-event",
            title: `${momentOf(occurrence.start)} to ${momentOf(occurrence.end)}`,
            style: { left: at(occurrence.start), width: `calc(${at(occurrence.end)} - ${at(occurrence.start)})` },
          }),
        ),
        h("span", { class: "now", style: { left: at(calendar.now) }, title: "now" }),
      ),
    ]),
  );
}

function eventCard(event, now) {
  return h(
    "section",
    { class: "card event-card" },
    h("div", { class: "top" }, h("h2", {}, name(event.name)), stateBadge(event, now)),
    h(
      "dl",
      { class: "facts" },
      fact("When", when(event, now)),
      event.recurrence && fact("Repeats", recurrence(event.recurrence)),
      fact("Kind", name(event.kind)),
      fact("Groups", event.groups.length === 0 ? "all" : h("span", { class: "patterns" }, event.groups.slice(0, 12).map((pattern) => h("code", {}, name(pattern))), event.groups.length > 12 && `and ${count(event.groups.length - 12)} more`)),
      fact("Asks for", [event.minCapacity > 0 && `at least ${plural(event.minCapacity, "instance")}`, event.freeze && "no scale\u2011in"].filter(Boolean).join(", ") || "nothing; forecasts know of it"),
    ),
    effects(event),
  );
}

function fact(label, value) {
  return [h("dt", {}, label), h("dd", {}, value)];
}

const current = (event, now) => event.occurrences.find((occurrence) => occurrence.end > now);

function stateBadge(event, now) {
  const next = current(event, now);
  if (!next) {
    return h("span", { class: "badge" }, event.occurrences.length > 0 ? "Over" : "Not near");
  }
  return next.start <= now ? h("span", { class: "badge enforce" }, "In force") : h("span", { class: "badge observe" }, `In ${span(next.start - now)}`);
}

function when(event, now) {
  const shown = current(event, now) ?? event.occurrences.at(-1);
  if (!shown) {
    return "not in these two months";
  }
  const sameDay = dayOf(shown.start) === dayOf(shown.end);
  return `${momentOf(shown.start)} to ${sameDay ? timeOf(shown.end) : momentOf(shown.end)}`;
}

/** The common ones in words, others as they stand in the calendar. */
function recurrence(rule) {
  const simple = { "FREQ=DAILY": "every day", "FREQ=WEEKLY": "every week", "FREQ=MONTHLY": "every month", "FREQ=YEARLY": "every year" };
  return simple[rule] ?? h("code", {}, rule);
}

function effects(event) {
  if (event.effects.length === 0) {
    return h("p", { class: "muted small" }, "Changed no decision of the last two weeks.");
  }
  return h(
    "ul",
    { class: "bars" },
    event.effects.map((effect) =>
      h(
        "li",
        {},
        h("div", { class: "head" }, h("strong", {}, words(effect.guardrail)), h("span", { class: "muted" }, `${plural(effect.decisions, "decision")}, ${plural(effect.groups, "group")}`)),
        h("div", { class: "what" }, `${guardrail(effect.guardrail)} Up to ${plural(effect.instances, "instance")} more than the policy alone; last on ${momentOf(effect.last)}.`),
      ),
    ),
  );
}
