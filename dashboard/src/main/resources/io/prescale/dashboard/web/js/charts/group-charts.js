// The three charts of a group: CPU with forecast, capacity with demand, forecast error.

import { h } from "../dom.js";
import { count, decimal, percent } from "../format.js";
import { Chart } from "./chart.js";
import { drawActions, drawEventNames, drawEvents, drawNow } from "./marks.js";

const SLOT_SECONDS = 300;
const PHONE = matchMedia("(max-width: 720px)");

export class GroupCharts {
  /** @param {function(number|null)} onCursor told which point is under the cursor */
  constructor(onCursor) {
    this.onCursor = onCursor;
    this.element = h("div", { class: "charts" });
    this.charts = [];
    this.kind = null;
  }

  set(detail) {
    this.detail = detail;
    const kind = `${detail.series.resolution} ${detail.latest.mode} ${detail.series.errorQuantity}`;
    if (kind !== this.kind) {
      this.kind = kind;
      this.#build();
    }
    const ahead = aheadOf(detail);
    const from = detail.from / 1000;
    const to = detail.to / 1000 + (ahead.length > 0 ? ahead.length * SLOT_SECONDS : 0);
    const data = columns(detail, ahead);
    this.newest = detail.series.times.length - 1;
    this.actions = actionsOf(detail);
    this.charts[0].set(data.cpu, from, to);
    this.charts[1].set(data.capacity, from, to);
    this.charts[2].set(data.error, from, to);
  }

  close() {
    this.charts.forEach((chart) => chart.close());
  }

  #build() {
    this.close();
    const sync = { key: `group-${Math.random()}` };
    const hourly = this.detail.series.resolution === "hour";
    this.charts = [cpuChart(hourly), capacityChart(this.detail.latest.mode === "OBSERVE", () => this.detail.series.desired), errorChart(this.detail.series.errorQuantity)].map(
      (specification, number) => new Chart(this.#decorated(specification, number), sync, this.onCursor),
    );
    this.element.replaceChildren(...this.charts.map((chart) => chart.element));
  }

  #decorated(specification, number) {
    return {
      ...specification,
      newest: () => this.newest,
      background: (u) => {
        drawEvents(u, this.detail.events);
        drawNow(u, this.detail.to);
      },
      foreground: (u) => {
        drawEventNames(u, this.detail.events);
        if (number === 1) {
          drawActions(u, this.actions);
        }
      },
    };
  }
}

function cpuChart(hourly) {
  const interval = (value, index, data) => {
    const at = index ?? lastKnown(data[4]);
    return at === null || data[1][at] === null || data[1][at] === undefined
      ? "\u2013"
      : `${decimal(data[2][at])} to ${percent(data[1][at])}`;
  };
  const series = [
    { label: "90 % interval", token: "forecast", width: 0.0001, kind: "fill", format: interval },
    { label: "lower", token: "forecast", hidden: true, format: percent },
    { label: hourly ? "Forecast, mean" : "Forecast", token: "forecast", format: percent },
    { label: hourly ? "Observed, mean" : "Observed", token: "observed", width: 2, format: percent },
  ];
  const bands = [{ upper: 0, lower: 1, token: "forecast" }];
  if (hourly) {
    series.push(
      { label: "highest", token: "observed", hidden: true, format: percent },
      { label: "lowest", token: "observed", hidden: true, format: percent },
    );
    bands.push({ upper: 4, lower: 5, token: "observed", opacity: 0.2 });
  }
  return {
    title: "CPU", unit: "%", height: PHONE.matches ? 210 : 290, series, bands,
    keys: hourly ? [{ label: "lowest to highest", token: "observed", kind: "fill" }] : [],
    range: (min, max) => [0, Math.max(20, (max ?? 0) * 1.12)],
  };
}

function capacityChart(observing, desired) {
  return {
    title: "Capacity", unit: "instances", height: PHONE.matches ? 180 : 210,
    series: [
      { label: observing ? "Had" : "Desired", token: "capacity", stepped: true, area: true, width: 2, format: count },
      { label: observing ? "Enforce would have set" : "Decided", token: "decided", stepped: true, dashed: true, width: 1.8, format: (value, index) => count(valueAt(desired(), index)) },
      { label: "Demand (busy instances)", token: "demand", format: decimal },
    ],
    keys: [
      { label: "scale out", token: "observed", sign: "\u25b2" },
      { label: "scale in", token: "decided", sign: "\u25bc" },
    ],
    increments: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000],
    range: (min, max) => [0, Math.max(2, Math.ceil((max ?? 0) * 1.2))],
  };
}

function errorChart(quantity) {
  const instances = quantity === "DEMAND";
  return {
    title: "Forecast error", unit: instances ? "busy instances, mean of about two hours" : "points of CPU, mean of about two hours",
    height: PHONE.matches ? 140 : 150,
    series: [
      { label: "Forecast", token: "forecast", format: (value) => (instances ? precise(value) : decimal(value)) },
      { label: "Assuming no change", token: "persistence", dashed: true, format: (value) => (instances ? precise(value) : decimal(value)) },
    ],
    range: (min, max) => [0, Math.max(0.01, (max ?? 0) * 1.15)],
  };
}

const precise = (value) => (value === null || value === undefined ? "\u2013" : value.toFixed(2));

function valueAt(values, index) {
  return values[index ?? lastKnown(values)];
}

function lastKnown(values) {
  for (let index = values.length - 1; index >= 0; index--) {
    if (values[index] !== null && values[index] !== undefined) {
      return index;
    }
  }
  return null;
}

/** The slots to come; by the hour they would be too small to see. */
function aheadOf(detail) {
  const { expected, lower, upper } = detail.latest.forecast;
  return detail.series.resolution === "slot" ? expected.map((value, index) => ({ expected: value, lower: lower[index], upper: upper[index] })) : [];
}

function columns({ series, to }, ahead) {
  const times = [...series.times, ...ahead.map((unused, index) => to / 1000 + (index + 1) * SLOT_SECONDS)];
  const filled = (values) => [...values, ...ahead.map(() => null)];
  const scale = series.errorQuantity === "DEMAND" ? 0.01 : 1;
  const scaled = (values) => filled(values.map((value) => (value === null ? null : value * scale)));
  const cpu = [
    times,
    [...series.upper, ...ahead.map((slot) => slot.upper)],
    [...series.lower, ...ahead.map((slot) => slot.lower)],
    [...series.forecast, ...ahead.map((slot) => slot.expected)],
    filled(series.cpu),
  ];
  if (series.resolution === "hour") {
    cpu.push(series.cpuHighest, series.cpuLowest);
  }
  return {
    cpu,
    capacity: [times, filled(series.capacity), filled(changes(series)), filled(series.demand)],
    error: [times, scaled(series.error), scaled(series.persistenceError)],
  };
}

/**
 * Decided capacity where it is another one: a line on top of a line says nothing. It is held until
 * the next point, so that a single decision shows as well.
 */
function changes({ capacity, desired }) {
  const differs = (index) => index >= 0 && desired[index] !== capacity[index];
  return desired.map((value, index) => (differs(index) ? value : differs(index - 1) ? desired[index - 1] : null));
}

function actionsOf({ series }) {
  const actions = [];
  series.times.forEach((time, index) => {
    const value = series.desired[index];
    if (series.scaleOuts[index] > 0) {
      actions.push({ time, value, out: true });
    }
    if (series.scaleIns[index] > 0) {
      actions.push({ time, value: series.resolution === "hour" ? series.desiredLowest[index] : value, out: false });
    }
  });
  return actions;
}
