// What reasons, guardrails and warnings mean.

import { get } from "./api.js";
import { words } from "./format.js";

let vocabulary = { reasons: {}, guardrails: {} };

export async function load() {
  vocabulary = await get("/api/vocabulary");
}

/** One sentence; a name that this version does not know is shown as it is. */
export const reason = (name) => vocabulary.reasons[name] ?? words(name);
export const guardrail = (name) => vocabulary.guardrails[name] ?? words(name);

export const WARNINGS = {
  stale: { label: "Stale metrics", kind: "bad", shape: "diamond", hint: "Metrics are missing or old: the group is left alone." },
  "at-max": { label: "At max", kind: "warn", shape: "up", hint: "It needs more instances than its maximum size allows." },
  fallback: { label: "Fallback", kind: "warn", shape: "square", hint: "No forecast is used: the observed load decides." },
  "command-lost": { label: "Command lost", kind: "bad", shape: "diamond", hint: "The last command never showed in the metrics." },
};
