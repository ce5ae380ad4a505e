"""What somebody meets who hears a page, or goes through it by keys, beyond what axe looks at."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page

_HEARD: Final = r"""() => {
  const faults = [];
  const words = it => (it?.textContent ?? "").replace(/\s+/g, " ").trim();
  const say = (rule, it) =>
    faults.push(`${rule}: ${it.outerHTML.replace(/\s+/g, " ").slice(0, 160)}`);
  for (const table of document.querySelectorAll("main table")) {
    if (!words(table.caption)) say("a table without a caption", table);
    for (const th of table.querySelectorAll("th:not([scope])")) say("a heading without scope", th);
    const heads = row => row.querySelector("th[scope=row]") || !words(row.cells[0]);
    const bare = [...table.tBodies].flatMap(body => [...body.rows]).find(row => !heads(row));
    if (bare) say("a row without a heading", bare);
  }
  const vague = new RegExp("^(more|more of this|here|view|change|edit|remove|details|history|show"
    + "|show all|open|see|read|copy|csv|download|download as csv)$", "i");
  const leads = new Map();
  for (const link of document.querySelectorAll("main a[href]")) {
    if (!link.checkVisibility()) continue;
    const name = link.getAttribute("aria-label") || words(link);
    if (vague.test(name)) say("a link that says nothing alone", link);
    if (!leads.has(name)) leads.set(name, new Set());
    leads.get(name).add(link.href);
  }
  for (const [name, places] of leads)
    if (places.size > 1) faults.push(`links to ${places.size} places are called “${name}”`);
  const sent = new Map();
  for (const button of document.querySelectorAll("main button")) {
    if (!button.checkVisibility()) continue;
    const name = words(button);
    if (sent.has(name) && sent.get(name) !== button.form) say("a button called as another", button);
    sent.set(name, button.form);
  }
  for (const chart of document.querySelectorAll("[role=img]")) {
    const told = by => words(document.getElementById(chart.getAttribute(by)));
    if (!told("aria-labelledby") || !told("aria-describedby")) say("a chart without words", chart);
  }
  for (const radio of document.querySelectorAll("input[type=radio]")) {
    const question = radio.closest("fieldset")?.querySelector("legend");
    if (!words(question)) say("a choice without a question", radio);
  }
  for (const short of document.querySelectorAll("main abbr"))
    if (!short.title) say("a short word that is not explained", short);
  return faults;
}"""
_FOCUSED: Final = r"""() => {
  const faults = [];
  const say = (rule, it) =>
    faults.push(`${rule}: ${it.outerHTML.replace(/\s+/g, " ").slice(0, 160)}`);
  const drawn = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
    || style.boxShadow !== "none";
  const shows = it => {
    const beside = it.nextElementSibling;
    return drawn(getComputedStyle(it)) || !!beside && (
      drawn(getComputedStyle(beside)) || drawn(getComputedStyle(beside, "::before")));
  };
  const stops = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
  )].filter(it => it.checkVisibility() && !it.disabled);
  const covered = it => {
    const box = it.getClientRects()[0];
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    // The mark of a box to tick is drawn by its label, over it.
    const label = it.matches("[type=checkbox], [type=radio]") ? it.nextElementSibling : null;
    return at && !it.contains(at) && !at.contains(it) && !label?.contains(at);
  };
  // Backwards, as by Shift and Tab: what stays at the left or the top then comes to lie over it.
  for (const it of stops.reverse()) {
    if (it.tabIndex > 0) say("an order of its own", it);
    it.focus();
    if (document.activeElement !== it) say("the focus does not come", it);
    else if (!it.matches(":focus-visible") || !shows(it)) say("the focus is not seen", it);
    else if (covered(it)) say("the focus is covered", it);
  }
  return faults;
}"""


def unheard(page: Page) -> list[str]:
    """What cannot be told by ear: tables, links, buttons, charts, choices without their words."""
    found: list[str] = page.evaluate(_HEARD)
    return list(dict.fromkeys(found))


def unseen_focus(page: Page) -> list[str]:
    """Where the focus does not come, or does not show, on a page as it stands.

    Every stop takes the focus in turn, the last first; the page ends with the focus on its first.
    """
    page.keyboard.press("Tab")
    found: list[str] = page.evaluate(_FOCUSED)
    return list(dict.fromkeys(found))
