// The parts of ECharts that are used. It draws SVG: sharp on paper and at any zoom.
import { CustomChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([CustomChart, GridComponent, SVGRenderer]);

/** A picture in an element, of a size in pixels. */
export function begin(element, size) {
  return init(element, null, { renderer: "svg", ...size });
}
