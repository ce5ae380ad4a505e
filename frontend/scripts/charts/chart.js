// One chart of a page: drawn when it first has room, and again when its room changes.
import { begin } from "./echarts.js";
import { layout } from "./layout.js";
import { option } from "./option.js";
import { tellPointed } from "./tip.js";

const LEAST = 200;

export class Chart {
  constructor(figure) {
    this.plot = figure.querySelector(".kw-chart__plot");
    this.drawing = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
    this.picture = null;
    this.width = 0;
    this.held = false;
  }

  /** A chart that cannot be drawn is left out, and the others are drawn. */
  watch() {
    this.plot.hidden = false;
    try {
      this.fit();
      new ResizeObserver(() => this.fit()).observe(this.plot);
    } catch (error) {
      this.plot.hidden = true;
      reportError(error);
    }
  }

  // A chart that is out of sight (in a closed tab, say) has no width and waits.
  fit() {
    if (this.held) return;
    const width = Math.floor(this.plot.clientWidth);
    if (width >= LEAST) this.draw(width);
  }

  /** Keep to a width, that of paper, whatever room the window has. */
  hold(width) {
    this.held = true;
    this.draw(width);
  }

  release() {
    this.held = false;
    this.fit();
  }

  begin(size) {
    this.picture = begin(this.plot, size);
    tellPointed(this.picture, this.plot);
  }

  draw(width) {
    if (width === this.width) return;
    this.width = width;
    const places = layout(this.drawing, width);
    this.plot.style.height = `${places.height}px`;
    const size = { width, height: places.height };
    if (this.picture) this.picture.resize({ ...size, silent: true });
    else this.begin(size);
    this.picture.setOption(option(this.drawing, places), { notMerge: true });
  }
}
