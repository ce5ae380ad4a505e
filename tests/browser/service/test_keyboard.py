"""Somebody who uses no mouse: sign in, menu, filter, fold, report, all by the keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator

from browser.service.conftest import Visit, Visits
from web_cast import PASSWORD

pytestmark = pytest.mark.browser

_MOST = 150
"""Presses of Tab after which one would have given up."""
_SEEN = """it => {
    const of = getComputedStyle(it), beside = it.nextElementSibling;
    const drawn = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
        || style.boxShadow !== "none";
    return it.matches(":focus-visible") && (drawn(of) || !!beside && (
        drawn(getComputedStyle(beside)) || drawn(getComputedStyle(beside, "::before"))));
}"""
"""Whether one sees where the focus is; of a box to tick, the label draws it."""


def _tab_to(visit: Visit, wanted: Locator) -> None:
    for _ in range(_MOST):
        visit.page.keyboard.press("Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            assert wanted.evaluate(_SEEN), f"the focus is not seen on {wanted}"
            return
    pytest.fail(f"Tab does not come to {wanted}")


def _press(visit: Visit, wanted: Locator, key: str = "Enter") -> None:
    _tab_to(visit, wanted)
    visit.page.keyboard.press(key)


def _sign_in(visit: Visit, name: str) -> None:
    page = visit.page
    visit.to("/account/login/")
    _tab_to(visit, page.get_by_label("Email"))
    page.keyboard.type(f"{name}@testshire.example")
    _tab_to(visit, page.get_by_label("Password", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{visit.site.url}/")


def test_children_are_filtered_and_a_fold_opened_by_keys(visit: Visits) -> None:
    analyst = visit()
    page = analyst.page
    _sign_in(analyst, "analyst")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    assert skip.evaluate("it => it === document.activeElement"), "the first stop"
    analyst.shot("keyboard-skip-link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.reload()
    _press(analyst, page.get_by_role("link", name="Children", exact=True).first)
    page.wait_for_url("**/children/")
    _press(analyst, page.locator("summary").first)
    _press(analyst, page.get_by_label("North", exact=True), "Space")
    assert page.get_by_label("North", exact=True).is_checked()
    _press(analyst, page.get_by_role("button", name="Show these children"))
    page.wait_for_url("**/children/?**team=**")
    assert "North" in page.get_by_role("main").inner_text()
    fold = page.locator("details[data-fold]").first
    assert fold.get_attribute("open") is None
    _press(analyst, fold.locator("summary"))
    assert fold.get_by_role("table").is_visible()
    analyst.shot("keyboard-filtered")


def test_a_report_is_built_by_keys(visit: Visits) -> None:
    lead = visit("programme_lead")
    page = lead.page
    lead.to("/reports/")
    _press(lead, page.get_by_role("link", name="Build a report"))
    page.wait_for_url("**/reports/build/")
    name = page.get_by_label("Name of the report")
    _tab_to(lead, name)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    lead.shot("keyboard-report-error")
    assert lead.violations() == []
    _press(lead, page.get_by_role("alert").get_by_role("link").first)
    assert name.evaluate("it => it === document.activeElement")
    page.keyboard.type("Built by keys")
    _tab_to(lead, page.locator("input[name=audience]:checked, input[name=audience]").first)
    page.keyboard.press("Space")
    _press(lead, page.get_by_role("button", name="Build the report"))
    page.wait_for_url("**/jobs/**")
    lead.at_the_end()
    assert lead.heading() == "Built by keys"
    lead.shot("report")
    assert lead.violations() == []
