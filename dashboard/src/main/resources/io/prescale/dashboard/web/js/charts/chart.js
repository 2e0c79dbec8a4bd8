// One chart: uPlot with our colours, a legend that reads the values, keyboard, and resizing.

import uPlot from "/charts/dist/uPlot.esm.js";
import { h, replaceChildren } from "../dom.js";
import { dayOf, timeOf } from "../format.js";
import { colour, onThemeChange } from "../theme.js";

const AXIS_FONT = '12px Inter, ui-sans-serif, system-ui, "Segoe UI", sans-serif';
const DAY_SECONDS = 86400;
/** Beyond it ticks are whole days, at whatever hour the clocks were put forward or back. */
const LONG_DAYS = 15;

export class Chart {
  /**
   * @param {Object} specification
   *   title, unit, height; series: [{label, token, dashed, stepped, area, hidden, format, kind}];
   *   bands: [{upper, lower, token}] (numbers of series, from 0); range(min, max) of the values;
   *   background(u), foreground(u): draw behind and before the lines
   * @param {Object} sync charts with the same one move their cursors together
   * @param {function(number|null)} onCursor told the index under the cursor
   */
  constructor(specification, sync, onCursor) {
    this.specification = specification;
    this.sync = sync;
    this.onCursor = onCursor;
    this.keys = h("div", { class: "chart-head" });
    this.plot = h("div", { class: "plot", tabindex: "0", role: "img", onkeydown: (event) => this.#moveByKey(event) });
    this.element = h("div", { class: "chart" }, this.keys, this.plot);
    this.data = null;
    this.uplot = null;
    this.resizing = new ResizeObserver(() => this.#resize());
    this.resizing.observe(this.plot);
    this.unsubscribe = onThemeChange(() => this.#rebuild());
  }

  /** @param {Array} data times in seconds, then one array for each series */
  set(data, from, to) {
    const sameShape = this.uplot && this.data && this.data.length === data.length;
    this.data = data;
    this.span = [from, to];
    if (sameShape) {
      this.uplot.setData(data, false);
      this.uplot.setScale("x", { min: from, max: to });
    } else {
      this.#rebuild();
    }
    this.#readKeys(this.uplot?.cursor.idx ?? null);
    this.plot.setAttribute("aria-label", this.#spoken());
  }

  close() {
    this.resizing.disconnect();
    this.unsubscribe();
    this.uplot?.destroy();
  }

  #rebuild() {
    this.uplot?.destroy();
    this.uplot = null;
    if (this.data && this.plot.clientWidth > 0) {
      this.uplot = new uPlot(this.#options(), this.data, this.plot);
      this.#readKeys(null);
    }
  }

  #resize() {
    if (!this.uplot) {
      this.#rebuild();
    } else if (this.uplot.width !== this.plot.clientWidth) {
      this.uplot.setSize({ width: this.plot.clientWidth, height: this.specification.height });
    }
  }

  #options() {
    const { series, bands = [], background, foreground, range } = this.specification;
    return {
      width: this.plot.clientWidth,
      height: this.specification.height,
      padding: [10, 20, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: this.sync.key }, y: false, drag: { x: false, y: false }, points: { size: (u, number) => (series[number - 1]?.hidden || series[number - 1]?.kind === "fill" ? 0 : 7) }, focus: { prox: -1 } },
      scales: { x: { time: true, range: () => this.span }, y: { range: (u, min, max) => range(min, max) } },
      axes: [this.#timeAxis(), this.#valueAxis()],
      series: [{}, ...series.map((one) => seriesOptions(one))],
      bands: bands.map(({ upper, lower, token, opacity }) => ({ series: [upper + 1, lower + 1], fill: faint(token, opacity) })),
      hooks: {
        drawClear: background ? [background] : [],
        draw: foreground ? [foreground] : [],
        setCursor: [(u) => this.#onMove(u)],
      },
    };
  }

  #timeAxis() {
    return {
      font: AXIS_FONT, stroke: colour("ink-3"), size: 34, space: 64,
      grid: { stroke: colour("grid"), width: 1 }, ticks: { stroke: colour("line"), size: 4, width: 1 },
      values: (u, splits) => splits.map((second) => timeLabel(second, u.scales.x.max - u.scales.x.min)),
    };
  }

  #valueAxis() {
    const { unit } = this.specification;
    return {
      font: AXIS_FONT, stroke: colour("ink-3"), size: 58, space: 34,
      grid: { stroke: colour("grid"), width: 1 }, ticks: { show: false },
      incrs: this.specification.increments,
      values: (u, splits) => splits.map((value) => `${+value.toFixed(2)}${unit === "%" ? " %" : ""}`),
    };
  }

  #onMove(u) {
    const index = u.cursor.idx ?? null;
    this.#readKeys(index);
    this.onCursor(index);
  }

  /** The values under the cursor, or the newest known ones. */
  #readKeys(index) {
    const { title, unit, series } = this.specification;
    const unitNote = unit === "%" ? null : h("span", { class: "muted small" }, unit);
    replaceChildren(
      this.keys,
      h("h3", {}, title),
      unitNote,
      series.map((one, number) => {
        if (one.hidden) {
          return null;
        }
        const values = this.data?.[number + 1] ?? [];
        const value = index === null ? newest(values, this.specification.newest?.()) : values[index];
        const kind = one.kind ?? (one.dashed ? "dashed" : "");
        return h("span", { class: "key" }, h("i", { class: kind, style: { "--key": `var(--${one.token})` } }), one.label, h("b", {}, one.format(value, index, this.data)));
      }),
      (this.specification.keys ?? []).map(({ label, token, sign, kind }) =>
        h("span", { class: "key" }, h("i", { class: kind ?? "shape", style: { "--key": `var(--${token})` } }, sign ?? ""), label)),
    );
  }

  #moveByKey(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12 }[event.key];
    if (!step || !this.uplot) {
      return;
    }
    event.preventDefault();
    const last = this.data[0].length - 1;
    const index = Math.min(last, Math.max(0, (this.uplot.cursor.idx ?? this.specification.newest?.() ?? last) + step));
    const left = this.uplot.valToPos(this.data[0][index], "x");
    // Told to the other charts as well, as the pointer does by itself.
    this.uplot.setCursor({ left, top: this.specification.height / 3 }, true, true);
  }

  #spoken() {
    const { title, series } = this.specification;
    const values = series
      .map((one, number) => (one.hidden ? null : `${one.label} ${one.format(newest(this.data[number + 1], this.specification.newest?.()), null, this.data)}`))
      .filter(Boolean);
    return `${title}. Newest values: ${values.join(", ")}. Arrow keys move through time.`;
  }
}

function seriesOptions({ token, dashed, stepped, area, hidden, width }) {
  return {
    stroke: hidden ? "transparent" : colour(token),
    width: hidden ? 0 : (width ?? 1.8),
    dash: dashed ? [5, 4] : undefined,
    fill: area ? faint(token, 0.1) : undefined,
    paths: stepped ? uPlot.paths.stepped({ align: 1 }) : undefined,
    points: { show: false },
    spanGaps: false,
  };
}

function faint(token, opacity = 0.18) {
  const [red, green, blue] = colour(token).match(/[\d.]+/g);
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}

function newest(values, before = undefined) {
  for (let index = Math.min(values.length - 1, before ?? values.length - 1); index >= 0; index--) {
    if (values[index] !== null && values[index] !== undefined) {
      return values[index];
    }
  }
  return null;
}

function timeLabel(second, spanSeconds) {
  const date = new Date(second * 1000);
  const midnight = date.getHours() === 0 && date.getMinutes() === 0;
  return midnight || spanSeconds > LONG_DAYS * DAY_SECONDS ? dayOf(date.getTime()) : timeOf(date.getTime());
}
