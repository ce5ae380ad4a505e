// Tables that stand open without scripts are folded with them, and open on paper.

/** @param {Document} page */
export function foldTables(page) {
  const folds = [...page.querySelectorAll("details[data-fold]")];
  for (const fold of folds) fold.open = false;

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = folds.filter((fold) => !fold.open);
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });
}
