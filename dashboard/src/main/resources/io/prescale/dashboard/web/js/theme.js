// Light, dark, or as the system prefers.

import { icon, replaceChildren } from "./dom.js";

const KEY = "prescale-theme";
const ORDER = ["auto", "light", "dark"];
const NAMES = { auto: "as the system", light: "light", dark: "dark" };
const ICONS = {
  auto: ["M12 3 A9 9 0 1 0 12 21 Z", "M12 3 A9 9 0 1 1 12 21"],
  light: ["M12 8 A4 4 0 1 0 12 16 A4 4 0 1 0 12 8", "M12 2 V4 M12 20 V22 M2 12 H4 M20 12 H22 M5 5 L6.4 6.4 M17.6 17.6 L19 19 M19 5 L17.6 6.4 M6.4 17.6 L5 19"],
  dark: ["M20 14.5 A8.5 8.5 0 1 1 9.5 4 A7 7 0 0 0 20 14.5 Z"],
};

const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set();

/** Calls back when the colours have changed. @returns a function that ends it */
export function onThemeChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The colour of a token, as a canvas takes it. */
export function colour(token) {
  const probe = document.createElement("span");
  probe.style.setProperty("color", `var(--${token})`);
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

/** The same, more transparent: @param opacity from 0 to 1 */
export function faded(token, opacity) {
  const [red, green, blue] = colour(token).match(/[\d.]+/g);
  return `rgb(${red} ${green} ${blue} / ${opacity})`;
}

export function connectToggle(button) {
  const show = () => {
    const now = current();
    const next = ORDER[(ORDER.indexOf(now) + 1) % ORDER.length];
    button.setAttribute("aria-label", `Theme: ${NAMES[now]}. Change to ${NAMES[next]}.`);
    button.title = `Theme: ${NAMES[now]}`;
    button.dataset.theme = now;
    replaceChildren(button, icon(...ICONS[now]));
  };
  button.addEventListener("click", () => {
    choose(ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length]);
    show();
  });
  system.addEventListener("change", tellAll);
  show();
}

function current() {
  return document.documentElement.dataset.theme ?? "auto";
}

function choose(theme) {
  if (theme === "auto") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage is switched off: it holds for this page.
  }
  tellAll();
}

function tellAll() {
  listeners.forEach((listener) => listener());
}
