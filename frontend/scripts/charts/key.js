// The key of colours: squares with words, in as many rows as the width needs.
import { LINE, widthOf } from "./text.js";
import { plain } from "./words.js";

const SQUARE = 14;
const APART = 16;

/** {height, title, items: [{left, top, words, colour}]} of a drawing's key; empty without one. */
export function keyPlaces(key, width) {
  if (!key) return { height: 0, items: [] };
  const items = [];
  let left = key.title ? widthOf(key.title) + APART : 0;
  let top = 0;
  for (const [words, colour] of key.items) {
    const wide = SQUARE + 6 + widthOf(words);
    if (left > 0 && left + wide > width) {
      left = 0;
      top += LINE + 5;
    }
    items.push({ left, top, words, colour });
    left += wide + APART;
  }
  return { height: top + LINE + 10, title: key.title, items };
}

/** The items that draw a key. */
export function keyItems({ title, items }) {
  const squares = items.flatMap(({ left, top, words, colour }) => [
    square(left, top, colour),
    plain(words, left + SQUARE + 6, top),
  ]);
  return title ? [plain(title, 0, 0), ...squares] : squares;
}

function square(x, y, fill) {
  const style = { fill, stroke: "#505a5f", lineWidth: 0.5 };
  return { element: { type: "rect", shape: { x, y, width: SQUARE, height: SQUARE }, style } };
}
