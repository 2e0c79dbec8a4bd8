// Chooses the view by the address, and keeps it up to date.

import { h, icon, replaceChildren } from "./dom.js";
import { clockOf, zone } from "./format.js";
import { listen } from "./live.js";
import { connectToggle } from "./theme.js";
import { load as loadVocabulary } from "./vocabulary.js";
import { CalendarView } from "./views/calendar.js";
import { FleetView } from "./views/fleet.js";
import { GroupView } from "./views/group.js";
import { ModelView } from "./views/model.js";

const ROUTES = [
  { pattern: /^\/$/, tab: "fleet", title: "Fleet", view: (context) => new FleetView(context) },
  { pattern: /^\/groups\/(\d+)$/, tab: "fleet", title: "Group", view: (context, id) => new GroupView(context, id) },
  { pattern: /^\/calendar$/, tab: "calendar", title: "Calendar", view: (context) => new CalendarView(context) },
  { pattern: /^\/model$/, tab: "model", title: "Model", view: (context) => new ModelView(context) },
];
const WARNING_SIGN = ["M12 3 L22 20 H2 Z", "M12 10 V14 M12 17 V17.2"];

const main = document.getElementById("view");
const live = document.getElementById("live");
const banners = document.getElementById("banners");

let view = null;
let status = null;
let problem = null;

function route() {
  const [path, query] = (location.hash.slice(1) || "/").split("?");
  if (!path.startsWith("/")) {
    return; // An anchor within the page, such as the skip link's.
  }
  const parameters = new URLSearchParams(query);
  const found = ROUTES.find((candidate) => candidate.pattern.test(path)) ?? ROUTES[0];
  const [, ...values] = path.match(found.pattern) ?? [];
  document.title = `${found.title} \u00b7 Prescale`;
  for (const tab of document.querySelectorAll("[data-tab]")) {
    const chosen = tab.dataset.tab === found.tab;
    if (chosen) {
      tab.setAttribute("aria-current", "page");
    } else {
      tab.removeAttribute("aria-current");
    }
  }
  view?.close();
  view = found.view({ element: main, parameters, report, setParameters: rewrite }, ...values);
  view.refresh();
  scrollTo(0, 0);
}

/** Keeps a view's choices in the address, so that it can be sent to someone. */
function rewrite(parameters) {
  const path = (location.hash.slice(1) || "/").split("?")[0];
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  history.replaceState(null, "", `#${path}${query.size > 0 ? `?${query}` : ""}`);
}

/** A view says what went wrong, or null when all is well again. */
function report(message) {
  problem = message;
  showBanners();
}

function showBanners() {
  const shown = [];
  if (problem) {
    shown.push({ text: problem, bad: true });
  }
  for (const known of status?.problems ?? []) {
    // The fleet view says itself that it is empty.
    if (known.code !== "empty" && !problem) {
      shown.push({ text: known.message, bad: false });
    }
  }
  replaceChildren(
    banners,
    shown.map(({ text, bad }) =>
      h("div", { class: bad ? "banner bad" : "banner" }, icon(...WARNING_SIGN), h("p", {}, text)),
    ),
  );
}

function showLive(state, text) {
  live.dataset.state = state;
  live.textContent = text;
}

function onLog(now) {
  status = now;
  problem = null;
  const flink = document.getElementById("flink");
  flink.hidden = !now.flinkUrl;
  if (now.flinkUrl) {
    flink.href = now.flinkUrl;
  }
  const speed = now.speed === 1 ? "Live" : `Simulated \u00d7${Math.round(now.speed)}`;
  showLive("on", now.newestSlot ? `${speed} \u00b7 ${clockOf(now.newestSlot).slice(0, 5)}` : speed);
  showBanners();
  view?.refresh();
}

function onProblem(message) {
  showLive("off", "No data");
  report(message);
}

function onLost() {
  showLive("off", "Reconnecting");
  report("The dashboard's server does not answer. This page goes on by itself when it does.");
}

async function start() {
  connectToggle(document.getElementById("theme"));
  document.getElementById("zone").textContent = `Times in ${zone}`;
  showLive("wait", "Connecting");
  await loadVocabulary().catch((failure) => report(failure.message));
  addEventListener("hashchange", route);
  route();
  listen({ log: onLog, problem: onProblem, lost: onLost });
}

start();
