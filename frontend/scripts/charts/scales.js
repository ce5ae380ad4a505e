// Where values stand in pixels.

/** Where a value stands between the ends of its axis, from 0 to 1. */
export function share(axis, value) {
  if (axis.kind === "names") return (value + 0.5) / axis.names.length;
  return (value - axis.low) / (axis.high - axis.low || 1);
}

/**
 * The functions of a panel that give pixels: x, y of values, and the size of a row or column of
 * names. Marks of rows stand `shift` lower where the names stand above them. `numbers` are the
 * heights at which the axis to the left has a number.
 */
export function scales(drawing, places, panel) {
  const { left, top, width, height } = places.grids[panel];
  const shift = places.names?.shift ?? 0;
  // Names run downwards, numbers upwards.
  const down = (value) =>
    drawing.y.kind === "names" ? share(drawing.y, value) : 1 - share(drawing.y, value);
  const y = (value) => top + down(value) * height + shift;
  const numbered = drawing.y.kind !== "names" && drawing.y.shown && places.grids[panel].first;
  return {
    left,
    top,
    width,
    height,
    x: (value) => left + share(drawing.x, value) * width,
    y,
    numbers: numbered ? drawing.y.labels.map(([value]) => y(value)) : [],
    row: places.names ? places.names.step - 2 * shift : 0,
    column: drawing.x.kind === "names" ? width / drawing.x.names.length : 0,
  };
}
