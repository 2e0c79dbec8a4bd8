// What is drawn on a chart beside its lines: events, the present, actions.

import { colour, faded } from "../theme.js";

const MOST_SHAPES = 120;
const MOST_NAME_LINES = 3;

/** Event bands behind the grid and the lines. */
export function drawEvents(u, events) {
  const { ctx } = u;
  const { top, height } = u.bbox;
  ctx.save();
  for (const { from, to } of bandsOf(u, events)) {
    ctx.fillStyle = faded("event", 0.11);
    ctx.fillRect(from, top, to - from, height);
    ctx.fillStyle = faded("event", 0.55);
    ctx.fillRect(from, top, to - from, 2 * devicePixelRatio);
  }
  ctx.restore();
}

/** Their names before them, at the top; those of events at the same time below each other. */
export function drawEventNames(u, events) {
  const { ctx } = u;
  const ratio = devicePixelRatio;
  const ends = [];
  ctx.save();
  ctx.font = `${11 * ratio}px Inter, ui-sans-serif, system-ui, sans-serif`;
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  for (const { from, to, event } of bandsOf(u, events)) {
    if (to - from <= 40 * ratio) {
      continue;
    }
    const text = fitting(ctx, event.name, to - from - 10 * ratio);
    const width = ctx.measureText(text).width + 8 * ratio;
    let line = ends.findIndex((end) => end <= from);
    line = line < 0 ? ends.length : line;
    if (line >= MOST_NAME_LINES) {
      continue;
    }
    ends[line] = from + width;
    const y = u.bbox.top + (4 + 15 * line) * ratio;
    ctx.fillStyle = faded("surface", 0.8);
    ctx.fillRect(from + ratio, y, width, 14 * ratio);
    ctx.fillStyle = colour("event");
    ctx.fillText(text, from + 5 * ratio, y + 2 * ratio);
  }
  ctx.restore();
}

/** The part of each event that is on the chart, in canvas pixels. */
function bandsOf(u, events) {
  const { left, width } = u.bbox;
  return events
    .map((event) => ({
      event,
      from: Math.max(left, u.valToPos(event.start / 1000, "x", true)),
      to: Math.min(left + width, u.valToPos(event.end / 1000, "x", true)),
    }))
    .filter(({ from, to }) => to > from);
}

function fitting(ctx, text, width) {
  const short = text.slice(0, 80);
  if (ctx.measureText(short).width <= width) {
    return short;
  }
  let length = short.length;
  while (length > 0 && ctx.measureText(`${short.slice(0, length)}\u2026`).width > width) {
    length--;
  }
  return length === 0 ? "" : `${short.slice(0, length)}\u2026`;
}

/** A line at the newest slot, and the time after it shaded. */
export function drawNow(u, now) {
  const { ctx } = u;
  const { left, top, width, height } = u.bbox;
  const x = u.valToPos(now / 1000, "x", true);
  if (x < left || x > left + width) {
    return;
  }
  ctx.save();
  ctx.fillStyle = faded("ink-3", 0.06);
  ctx.fillRect(x, top, left + width - x, height);
  ctx.strokeStyle = colour("ink-3");
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, top + height);
  ctx.stroke();
  ctx.restore();
}

/**
 * Scale-outs as triangles that point up, scale-ins as ones that point down; small ticks where there
 * are many.
 * @param {Array<{time: number, value: number, out: boolean}>} actions
 */
export function drawActions(u, actions) {
  const { ctx } = u;
  const { left, top, width, height } = u.bbox;
  const size = (actions.length > MOST_SHAPES ? 2.2 : 5) * devicePixelRatio;
  const shapes = { out: { fill: colour("observed"), turn: -1 }, in: { fill: colour("decided"), turn: 1 } };
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top - size, width, height + 2 * size);
  ctx.clip();
  ctx.strokeStyle = colour("surface");
  ctx.lineWidth = devicePixelRatio;
  for (const { time, value, out } of actions) {
    const x = u.valToPos(time, "x", true);
    const y = u.valToPos(value, "y", true);
    const { fill, turn } = out ? shapes.out : shapes.in;
    ctx.fillStyle = fill;
    ctx.beginPath();
    ctx.moveTo(x, y + turn * size);
    ctx.lineTo(x - size, y - turn * size * 0.75);
    ctx.lineTo(x + size, y - turn * size * 0.75);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}
