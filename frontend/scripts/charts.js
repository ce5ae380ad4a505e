// Draws the charts of a page. The table after each holds its figures, and stands without this.
import { Chart } from "./charts/chart.js";

const PAPER = 660;

const charts = [...document.querySelectorAll("figure[data-chart]")].map(
  (figure) => new Chart(figure),
);
for (const chart of charts) chart.watch();
window.addEventListener("beforeprint", () => charts.forEach((chart) => chart.hold(PAPER)));
window.addEventListener("afterprint", () => charts.forEach((chart) => chart.release()));
