// The shapes of points about a place, with half their breadth.
export const SHAPES = {
  circle: (cx, cy, r) => ({ type: "circle", shape: { cx, cy, r } }),
  square: (x, y, r) => ({ type: "rect", shape: { x: x - r, y: y - r, width: 2 * r, height: 2 * r } }),
  diamond: (x, y, r) => corners([x, y - r], [x + r, y], [x, y + r], [x - r, y]),
  "triangle-up": (x, y, r) => corners([x, y - r], [x + r, y + r], [x - r, y + r]),
};

function corners(...points) {
  return { type: "polygon", shape: { points } };
}
