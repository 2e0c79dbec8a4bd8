// A small chart of the last three hours and the hour ahead.

import { svg } from "../dom.js";

const WIDTH = 132;
const HEIGHT = 34;
const POINTS = 48;
/** Percent: less of a change looks flat, because it is. */
const LEAST_SPAN = 16;

/**
 * @param {Array<number|null>} observed CPU, percent, the newest last
 * @param {{expected: number[], lower: number[], upper: number[]}} forecast of the slots to come
 */
export function sparkline(observed, forecast) {
  const known = [...observed, ...forecast.lower, ...forecast.upper].filter((value) => value !== null);
  if (known.length === 0) {
    return null;
  }
  const middle = (Math.max(...known) + Math.min(...known)) / 2;
  const reach = Math.max(LEAST_SPAN, Math.max(...known) - Math.min(...known)) / 2;
  const first = POINTS - forecast.expected.length - observed.length;
  const x = (index) => ((index + Math.max(0, first)) / (POINTS - 1)) * WIDTH;
  const y = (value) => HEIGHT / 2 - ((value - middle) / reach) * (HEIGHT / 2 - 2);
  const start = observed.length;
  const children = [
    svg("line", { class: "axis", x1: 0, x2: WIDTH, y1: HEIGHT - 0.5, y2: HEIGHT - 0.5 }),
    svg("path", { class: "observed", d: line(observed, x, y) }),
  ];
  if (forecast.expected.length > 0) {
    const newest = observed[observed.length - 1];
    const joined = newest === undefined || newest === null ? [] : [newest];
    const from = start - joined.length;
    children.push(
      svg("path", { class: "band", d: band(forecast, x, y, start) }),
      svg("path", { class: "forecast", d: line([...joined, ...forecast.expected], (index) => x(index + from), y) }),
    );
  }
  return svg(
    "svg",
    { class: "spark", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": "CPU of the last 3 hours and forecast of the next hour" },
    children,
  );
}

/** A path with gaps where a value is unknown. */
function line(values, x, y) {
  let path = "";
  let pen = "M";
  values.forEach((value, index) => {
    if (value === null) {
      pen = "M";
    } else {
      path += `${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
    }
  });
  return path;
}

function band(forecast, x, y, start) {
  const points = (values) => values.map((value, index) => [x(start + index), y(value ?? 0)]);
  const outline = [...points(forecast.upper), ...points(forecast.lower).reverse()];
  return `M${outline.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join("L")}Z`;
}
