// Marks as elements of ECharts, one function for each kind that the service's drawings have. Each
// gives items: an element, with the words for whoever points at it.
import { SHAPES } from "./shapes.js";
import { words } from "./words.js";

const BAND = 0.8;
const MOST = 0.9;
const UNSEEN = 9;

/** The items of a mark in one panel, from the back to the front. */
export function itemsOf(mark, at, places) {
  return DRAW[mark.draw](mark, at, places);
}

const DRAW = { line, area, bars, points, ticks, rules, words };

function line(mark, at) {
  const style = {
    stroke: mark.colour,
    lineWidth: mark.width,
    lineDash: mark.dash,
    lineJoin: "round",
    fill: "none",
  };
  const paths = mark.paths.map((path) => ({
    element: { type: "polyline", shape: { points: pixels(path, at) }, style },
  }));
  return [...paths, ...mark.tips.map((tip) => unseen(tip, at))];
}

function pixels(path, at) {
  return path.map(([x, y]) => [at.x(x), at.y(y)]);
}

// A place on a line that says its value when pointed at.
function unseen([x, y, tip], at) {
  const shape = { cx: at.x(x), cy: at.y(y), r: UNSEEN };
  return { tip, element: { type: "circle", shape, style: { fill: "#fff" }, invisible: true } };
}

function area(mark, at) {
  const style = {
    fill: mark.colour,
    opacity: mark.opacity,
    stroke: mark.stroke ?? "none",
    lineWidth: 1,
  };
  return [{ element: { type: "polygon", shape: { points: pixels(mark.outline, at) }, style } }];
}

function bars(mark, at) {
  return mark.bars.map(([name, from, to, colour, tip]) => {
    const style = { fill: colour, stroke: mark.stroke ?? "none", lineWidth: mark.stroke_width };
    return { tip, element: { type: "rect", shape: bar(mark, at, name, from, to), style } };
  });
}

function bar(mark, at, name, from, to) {
  const half = Math.min(mark.thick ?? Infinity, (mark.across ? at.row : at.column) * BAND) / 2;
  if (mark.across) return box(at.x(from), at.x(to), at.y(name) - half, at.y(name) + half);
  return box(at.x(name) - half, at.x(name) + half, at.y(from), at.y(to));
}

function box(x0, x1, y0, y1) {
  const corner = { x: Math.min(x0, x1), y: Math.min(y0, y1) };
  return { ...corner, width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) };
}

function points(mark, at) {
  const style = {
    fill: mark.fill ?? "#fff",
    stroke: mark.stroke ?? "none",
    lineWidth: mark.stroke_width,
  };
  return mark.points.map(([x, y, tip]) => ({
    tip,
    element: { ...SHAPES[mark.shape](at.x(x), at.y(y), mark.across / 2), style },
  }));
}

function ticks(mark, at) {
  const [along, beside] = [mark.long / 2, mark.thick / 2];
  const [wide, tall] = mark.upright
    ? [beside, along]
    : [Math.min(along, (at.column * MOST) / 2 || along), beside];
  return mark.ticks.map(([x, y, tip]) => {
    const shape = box(at.x(x) - wide, at.x(x) + wide, at.y(y) - tall, at.y(y) + tall);
    return { tip, element: { type: "rect", shape, style: { fill: mark.colour } } };
  });
}

function rules(mark, at) {
  const style = { stroke: mark.colour, lineWidth: 1, lineDash: mark.dash, fill: "none" };
  return mark.at.map((value) => {
    const shape = mark.upright
      ? { x1: at.x(value), x2: at.x(value), y1: at.top, y2: at.top + at.height }
      : { x1: at.left, x2: at.left + at.width, y1: at.y(value), y2: at.y(value) };
    return { element: { type: "line", shape, style } };
  });
}
