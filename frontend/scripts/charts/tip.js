// What the pointer stands on, in words beside it. The library's own tooltip sets styles in HTML, which
// the pages' policy bars; and all that it says is in the table.
const AWAY = 14;

/** Tell each item of a picture that has a name while the pointer is on it. */
export function tellPointed(picture, plot) {
  const tip = document.createElement("p");
  tip.className = "kw-chart__tip";
  tip.setAttribute("aria-hidden", "true");
  tip.hidden = true;
  plot.append(tip);

  picture.on("mousemove", ({ name, event }) => {
    tip.textContent = name;
    tip.hidden = !name;
    const { offsetX, offsetY } = event;
    const right = offsetX + AWAY + tip.offsetWidth;
    const left = right > plot.clientWidth ? offsetX - AWAY - tip.offsetWidth : offsetX + AWAY;
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${Math.max(0, offsetY - AWAY - tip.offsetHeight)}px`;
  });
  picture.on("mouseout", () => {
    tip.hidden = true;
  });
}
