// What ECharts is told of a drawing that has been laid out: axes, and one series of all its items.
import { keyItems } from "./key.js";
import { itemsOf } from "./marks.js";
import { scales } from "./scales.js";
import { FAMILY, GREY, INK, LINE, RULE, SIZE } from "./text.js";
import { plain } from "./words.js";

export function option(drawing, places) {
  const items = [...headings(drawing, places), ...marks(drawing, places)];
  return {
    animation: false,
    backgroundColor: "#fff",
    textStyle: { fontFamily: FAMILY, fontSize: SIZE, color: INK },
    grid: places.grids.map(({ left, top, width, height }) => ({ left, top, width, height })),
    xAxis: places.grids.map((_, i) => xAxis(drawing, places, i)),
    yAxis: places.grids.map((_, i) => yAxis(drawing, places, i)),
    series: [
      {
        type: "custom",
        coordinateSystem: "none",
        z: 5,
        data: items.map(({ tip }) => ({ value: 0, name: tip ?? "" })),
        renderItem: ({ dataIndex }) => ({
          ...items[dataIndex].element,
          silent: !items[dataIndex].tip,
        }),
      },
    ],
  };
}

function marks(drawing, places) {
  return drawing.panels.flatMap((panel, i) => {
    const at = scales(drawing, places, i);
    return panel.marks.flatMap((mark) => itemsOf(mark, at, places));
  });
}

function headings(drawing, { key, title, grids, names, foot }) {
  const panels = grids.filter((grid) => grid.title);
  return [
    ...keyItems(key),
    ...(title.words ? [plain(title.words, 0, title.top)] : []),
    ...panels.map((grid) => plain(grid.title, grid.left, grid.titleTop, { bold: true })),
    ...(names && !names.aside ? namesAbove(names, grids[0]) : []),
    ...(foot.title ? grids.map((grid) => footTitle(grid, foot)) : []),
  ];
}

function namesAbove(names, grid) {
  return names.words.map((words, i) => 
    plain(words, 0, grid.top + i * names.step + 6, { halo: "#fff" }),
  );
}

function footTitle({ left, top, width, height }, foot) {
  return plain(foot.title, left + width / 2, top + height + foot.labels, { align: "center" });
}

function xAxis({ x }, { foot }, gridIndex) {
  return {
    ...scale(x, gridIndex),
    show: x.shown,
    position: "bottom",
    axisLine: { show: x.line, onZero: false, lineStyle: { color: GREY } },
    axisTick: { ...custom(x), show: x.line && x.kind !== "names", lineStyle: { color: GREY } },
    axisLabel: { ...labels(x, foot.words), margin: 8 },
    splitLine: gridLines(x),
  };
}

function yAxis({ y }, { grids, names }, gridIndex) {
  return {
    ...scale(y, gridIndex),
    inverse: Boolean(names),
    show: y.shown,
    axisLine: { show: false },
    axisTick: { ...custom(y), show: false },
    axisLabel: {
      ...labels(y, names ? names.words : y.labels.map(([, words]) => words)),
      show: names ? names.aside : grids[gridIndex].first,
    },
    splitLine: gridLines(y),
  };
}

function scale(axis, gridIndex) {
  if (axis.kind === "names") return { gridIndex, type: "category", data: axis.names };
  return { gridIndex, type: "value", min: axis.low, max: axis.high };
}

// Ticks, labels and lines stand where the drawing says, not where ECharts would set them.
function custom(axis) {
  return axis.kind === "names" ? {} : { customValues: axis.labels.map(([at]) => at) };
}

function labels(axis, words) {
  const common = { color: INK, fontSize: SIZE, fontFamily: FAMILY, lineHeight: LINE };
  if (axis.kind === "names") return { ...common, interval: 0, formatter: (_, i) => words[i] };
  const told = new Map(axis.labels.map(([at], i) => [at, words[i]]));
  return { ...common, ...custom(axis), formatter: (value) => told.get(value) ?? "" };
}

function gridLines(axis) {
  return { show: axis.shown && axis.grid && axis.kind !== "names", lineStyle: { color: RULE } };
}
