// Words in a chart: kept inside the picture, and apart where they stand in a column.
import { INK, LINE, SIZE, font, linesOf, widthOf, wrapped } from "./text.js";

const HALO = 3.5;

/** The items of a mark of words in one panel. */
export function words(given, at, places) {
  const mark = roomy(given, at);
  const placed = mark.words.map((word) => place(word, mark, at, places));
  if (mark.x_at === "right") spread(placed, at);
  return placed.map((each) => ({ element: element(each, mark, at, places.width) }));
}

// Words beside columns that stand close go above what they name.
function roomy(mark, at) {
  if (!at.column || mark.x_at !== "axis" || mark.align !== "left") return mark;
  const wide = Math.max(...mark.words.map(([, , words, , bold]) => widthOf(words, mark.size, bold)));
  if (mark.dx + wide + 4 <= at.column) return mark;
  return { ...mark, align: "center", dx: 0, dy: mark.dy - 12 };
}

/** Words by themselves, from a place to the right and downwards. */
export function plain(words, x, y, { bold = false, align = "left", halo = null } = {}) {
  const look = { fill: INK, font: font(SIZE, bold), lineHeight: LINE, align };
  return { element: { type: "text", style: { text: words, x, y, ...look, ...edge(halo) } } };
}

// White about the letters keeps them apart from the lines that they cross.
function edge(halo) {
  return halo ? { stroke: halo, lineWidth: HALO } : {};
}

function place([x, y, words, colour, bold], mark, at, { beside }) {
  const told = mark.x_at === "right" ? wrapped(words, beside.most, mark.size, bold) : words;
  const left = { axis: () => at.x(x), left: () => at.left, right: () => at.left + at.width };
  return {
    words: told,
    colour,
    bold,
    x: left[mark.x_at]() + mark.dx,
    y: (mark.y_at === "share" ? at.top + y * at.height : at.y(y)) + mark.dy,
    tall: linesOf(told) * LINE,
  };
}

// Down the column none begins before the one above ends; then none hangs below the plot.
function spread(placed, at) {
  const order = [...placed].sort((one, other) => one.y - other.y);
  order.forEach((each, i) => {
    const above = order[i - 1];
    if (above) each.y = Math.max(each.y, above.y + (above.tall + each.tall) / 2 + 2);
  });
  let floor = at.top + at.height + LINE / 2;
  for (const each of order.reverse()) {
    each.y = Math.min(each.y, floor - each.tall / 2);
    floor = each.y - each.tall / 2 - 2;
  }
}

function element({ words, colour, bold, x, y, tall }, mark, at, width) {
  const wide = widthOf(words, mark.size, bold);
  const before = wide * { left: 0, center: 0.5, right: 1 }[mark.align];
  const halo = mark.halo ?? (bold || mark.x_at === "left" ? "#fff" : null);
  // Beside a number of the axis they begin where the plot does, elsewhere where the picture does.
  const numbered = at.numbers.some((number) => Math.abs(number - y) < (tall + LINE) / 2);
  const from = numbered ? at.left : 0;
  return {
    type: "text",
    style: {
      text: words,
      x: Math.min(Math.max(x, from + before + 1), width - (wide - before) - 1),
      y,
      font: font(mark.size, bold),
      fill: colour,
      lineHeight: LINE,
      align: mark.align,
      verticalAlign: "middle",
      ...edge(halo),
    },
  };
}
