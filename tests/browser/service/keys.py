"""Using the service without a mouse: Tab to what is wanted, see that it shows, press a key."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import pytest
from playwright.sync_api import FilePayload, Locator, Page

from browser.service.conftest import Visit

_MOST: Final = 150
"""Presses of Tab after which one would have given up."""
_SEEN: Final = """it => {
    const of = getComputedStyle(it), beside = it.nextElementSibling;
    const drawn = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
        || style.boxShadow !== "none";
    return it.matches(":focus-visible") && (drawn(of) || !!beside && (
        drawn(getComputedStyle(beside)) || drawn(getComputedStyle(beside, "::before"))));
}"""
"""Whether one sees where the focus is; of a box to tick, the label draws it."""
_HERE: Final = "it => it === document.activeElement"


def here(wanted: Locator) -> bool:
    """Whether the focus is on it."""
    return bool(wanted.evaluate(_HERE))


def tab_to(visit: Visit, wanted: Locator) -> None:
    """Tab until the focus is on what is wanted, and shows there."""
    # Found once: looking for it after each press takes longer than the press.
    stop = wanted.element_handle()
    for _ in range(_MOST):
        visit.page.keyboard.press("Tab")
        if stop.evaluate(_HERE):
            assert stop.evaluate(_SEEN), f"the focus is not seen on {wanted}"
            return
    pytest.fail(f"Tab does not come to {wanted}")


def press(visit: Visit, wanted: Locator, key: str = "Enter") -> None:
    """Tab to what is wanted and press a key on it."""
    tab_to(visit, wanted)
    visit.page.keyboard.press(key)


def go(visit: Visit, wanted: Locator) -> None:
    """Tab to what leads to another page, press Enter, and wait until all of that page is there."""
    tab_to(visit, wanted)
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")


def type_into(visit: Visit, label: str, text: str) -> None:
    """Tab to a field and type over what stands in it."""
    tab_to(visit, visit.page.get_by_label(label, exact=True))
    visit.page.keyboard.press("Control+A")
    visit.page.keyboard.type(text)


def choose_file(visit: Visit, file: FilePayload) -> None:
    """Open the browser's own window for a file from the keyboard, and choose one."""
    # Begun before Tab, so that the browser has heard that its window is waited for.
    with visit.page.expect_file_chooser() as chooser:
        tab_to(visit, visit.page.locator("input[type=file]"))
        visit.page.keyboard.press("Space")
    chooser.value.set_files(file)


def choose(visit: Visit, label: str) -> None:
    """Tab to the radio buttons of which one has that label, and go to it by the arrows."""
    wanted = visit.page.get_by_label(label, exact=True)
    group = visit.page.locator(f"input[type=radio][name='{wanted.get_attribute('name')}']")
    chosen = group.and_(visit.page.locator(":checked"))
    tab_to(visit, chosen if chosen.count() else group.first)
    visit.page.keyboard.press("Space")
    for _ in range(group.count()):
        if wanted.is_checked():
            return
        visit.page.keyboard.press("ArrowDown")
    assert wanted.is_checked(), f"the arrows do not come to {label}"


def send_after_a_fault(visit: Visit, label: str, text: str, button: str) -> None:
    """A form that was sent without a field: its summary has the focus, leads to the field, and the
    form can be sent when it is filled."""
    page = visit.page
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    press(visit, page.get_by_role("alert").get_by_role("link").first)
    assert here(page.get_by_label(label, exact=True))
    page.keyboard.type(text)
    go(visit, page.get_by_role("button", name=button, exact=True))


_STOPS: Final = """() => {
    const asked = new Set(), places = [];
    const all = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, "
        + "textarea, summary, [tabindex='0']");
    for (const it of all) {
        if (!it.checkVisibility() || it.disabled) continue;
        if (it.type === "radio") {
            // One stop for all the answers of a question: the one that is chosen.
            const chosen = it.form.querySelector(`input[name="${it.name}"]:checked`);
            if (asked.has(it.name) || chosen && chosen !== it) continue;
            asked.add(it.name);
        }
        it.dataset.stop = places.length;
        const box = it.getBoundingClientRect();
        places.push([it.outerHTML.slice(0, 120), box.left, box.right, box.top]);
    }
    return places;
}"""
_AT: Final = "() => document.activeElement.dataset.stop ?? null"


def out_of_order(page: Page) -> list[str]:
    """What is wrong with the way of Tab through a page, from its first stop until it leaves it.

    Each stop comes once, as the page is written; and none lies above the one before it in the same
    column, where somebody who follows with their eyes would not look for it.
    """
    places = page.evaluate(_STOPS)
    way = []
    for _ in places:
        page.keyboard.press("Tab")
        way.append(page.evaluate(_AT))
    page.keyboard.press("Tab")
    faults = []
    if way != [str(place) for place in range(len(places))]:
        faults.append(f"the way is {way}")
    if page.evaluate(_AT) not in (None, "0"):
        faults.append("Tab does not leave the page")
    for (_, left, right, top), (html, start, end, at) in pairwise(places):
        if at < top - 5 and start < right and left < end:
            faults.append(f"back up to {html}")
    return faults
