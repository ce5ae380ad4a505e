// Where everything stands for the width that there is: nothing is cut and nothing overlaps.
import { keyPlaces } from "./key.js";
import { share } from "./scales.js";
import { LINE, linesOf, widthOf, wrapped } from "./text.js";

const GAP = 22;
const NAMES_BESIDE_FROM = 480;
const MOST_OF_NAMES = 0.42;
const MOST_BESIDE_LINES = 0.4;
const LEAST_BESIDE_LINES = 104;

/** The places of a drawing's parts in pixels. */
export function layout(drawing, width) {
  const names = namePlaces(drawing, width);
  const beside = wordsBeside(drawing, width);
  const columns = columnsFor(drawing, width);
  const across = sides(drawing, width, { names, beside, columns });
  const title = drawing.y.title ? wrapped(drawing.y.title, width) : "";
  const key = keyPlaces(drawing.key, width);
  const head = key.height + (title ? linesOf(title) * LINE + 15 : 10);
  const panelHeight = names
    ? names.step * drawing.y.names.length
    : Math.max(drawing.height, beside.height);
  const titles = drawing.panels.map((panel) => wrapped(panel.title, across.plot, 14, true));
  const foot = footOf(drawing, across.plot);
  const grids = gridsOf(titles, { ...across, columns, head, panelHeight, foot });
  const last = grids.at(-1);
  return {
    width,
    height: Math.ceil(last.top + last.height + foot.height),
    grids,
    names,
    beside,
    key,
    title: { words: title, top: key.height },
    foot,
  };
}

function columnsFor(drawing, width) {
  if (drawing.columns === 1 || width < 340) return 1;
  return width < 560 ? Math.min(2, drawing.columns) : drawing.columns;
}

// Names of bars stand beside them where there is room, else above them.
function namePlaces(drawing, width) {
  if (drawing.y.kind !== "names") return null;
  const aside = width >= NAMES_BESIDE_FROM;
  const most = aside ? width * MOST_OF_NAMES : width;
  const words = drawing.y.names.map((name) => wrapped(name, most));
  const lines = Math.max(1, ...words.map(linesOf));
  const room = aside ? Math.max(0, ...words.map((name) => widthOf(name))) + 10 : 0;
  const tall = lines * LINE + (aside ? 0 : 6);
  return {
    aside,
    words,
    room,
    step: aside ? Math.max(drawing.step, tall + 8) : drawing.step + tall,
    shift: aside ? 0 : tall / 2,
  };
}

// Words at the right end of lines are wrapped into a column of their own.
function wordsBeside(drawing, width) {
  const marks = drawing.panels.flatMap((panel) => panel.marks);
  const words = marks.filter((mark) => mark.draw === "words" && mark.x_at === "right");
  const all = words.flatMap((mark) => mark.words.map((word) => ({ mark, word })));
  if (!all.length) return { room: 0, height: 0 };
  const most = Math.max(LEAST_BESIDE_LINES, width * MOST_BESIDE_LINES);
  const told = all.map(({ mark, word }) => wrapped(word[2], most, mark.size, word[4]));
  const widths = told.map((text, i) => widthOf(text, all[i].mark.size, all[i].word[4]));
  const room = Math.max(...widths) + Math.max(...all.map(({ mark }) => mark.dx)) + 2;
  const height = told.reduce((sum, text) => sum + linesOf(text) * LINE + 3, 0);
  return { room, height, most };
}

// Left and right margins, found by trying: the narrower the plot, the less hangs over its end.
function sides(drawing, width, { names, beside, columns }) {
  const labels = drawing.y.kind === "names" || !drawing.y.shown ? [] : drawing.y.labels;
  const left = names ? names.room : Math.max(0, ...labels.map(([, words]) => widthOf(words))) + 8;
  const hanging = [...overLabels(drawing), ...overWords(drawing)];
  let right = Math.max(8, beside.room);
  let begin = Math.max(left, 2);
  let plot = 0;
  for (let i = 0; i < 8; i += 1) {
    plot = Math.max(60, (width - begin - right - GAP * (columns - 1)) / columns);
    const over = hanging.map(({ at, after }) => after - (1 - at) * plot);
    const under = hanging.map(({ at, before }) => before - at * plot);
    right = Math.max(8, beside.room, ...over);
    begin = Math.max(left, 2, ...under);
  }
  return { left: begin, plot };
}

function overLabels(drawing) {
  if (!drawing.x.shown) return [];
  if (drawing.x.kind === "names") {
    return drawing.x.names.map((words, i) => centred(share(drawing.x, i), widthOf(words)));
  }
  return drawing.x.labels.map(([at, words]) => centred(share(drawing.x, at), widthOf(words)));
}

function centred(at, wide) {
  return { at, before: wide / 2, after: wide / 2 };
}

function overWords(drawing) {
  const marks = drawing.panels.flatMap((panel) => panel.marks);
  const placed = marks.filter((mark) => mark.draw === "words" && mark.x_at === "axis");
  return placed.flatMap((mark) =>
    mark.words.map(([x, , words, , bold]) => {
      const wide = widthOf(words, mark.size, bold) + 2;
      const part = { left: 0, center: 0.5, right: 1 }[mark.align];
      const before = drawing.y.kind === "names" ? wide * part - mark.dx : 0;
      return { at: share(drawing.x, x), before, after: wide * (1 - part) + mark.dx };
    }),
  );
}

// The labels below the plot, no more of them than stand clear of one another.
function footOf({ x }, plot) {
  if (!x.shown) return { height: 6, title: "", words: [] };
  const named = x.kind === "names";
  const all = named ? x.names : x.labels.map(([, words]) => words);
  const spots = all.map((_, i) => share(x, named ? i : x.labels[i][0]) * plot);
  const words = thinned(all, spots);
  const tall = Math.max(1, ...words.map(linesOf)) * LINE + 10;
  const title = x.title ? wrapped(x.title, Math.max(plot, 180)) : "";
  return { labels: tall, title, words, height: tall + (title ? linesOf(title) * LINE + 4 : 2) };
}

// Every second label, or third, ..., nought among them: those left out are empty.
function thinned(words, spots) {
  const full = words.flatMap((each, i) => (each ? [i] : []));
  const nought = Math.max(0, full.findIndex((i) => /^0%?$/.test(words[i])));
  for (let every = 1; ; every += 1) {
    const kept = full.filter((_, i) => (i - nought) % every === 0);
    const clear = kept.every((at, i) => i === 0 || apart(words, spots, kept[i - 1], at));
    if (clear) return words.map((each, i) => (kept.includes(i) ? each : ""));
  }
}

function apart(words, spots, one, next) {
  const half = (widthOf(words[one]) + widthOf(words[next])) / 2;
  return spots[next] - spots[one] >= half + 8;
}

function gridsOf(titles, { left, plot, columns, head, panelHeight, foot }) {
  const grids = [];
  let top = head;
  for (let first = 0; first < titles.length; first += columns) {
    const row = titles.slice(first, first + columns);
    const tall = Math.max(...row.map((words) => (words ? linesOf(words) * LINE + 8 : 0)));
    row.forEach((title, column) => {
      grids.push({
        title,
        first: column === 0,
        titleTop: top,
        left: left + column * (plot + GAP),
        top: top + tall,
        width: plot,
        height: panelHeight,
      });
    });
    top += tall + panelHeight + foot.height + 12;
  }
  return grids;
}
