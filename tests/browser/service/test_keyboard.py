"""Somebody who uses no mouse: from sign-in to sign-out, menu, filter, child, report by keys."""

from __future__ import annotations

import re

import pytest

from browser.service.conftest import Visit, Visits
from browser.service.keys import go, here, out_of_order, press, tab_to
from web_cast import PASSWORD

pytestmark = pytest.mark.browser


def _sign_in(visit: Visit, name: str) -> None:
    page = visit.page
    visit.to("/account/login/")
    tab_to(visit, page.get_by_label("Email"))
    page.keyboard.type(f"{name}@testshire.example")
    tab_to(visit, page.get_by_label("Password", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{visit.site.url}/")


def test_children_are_filtered_and_a_fold_opened_by_keys(visit: Visits) -> None:
    analyst = visit()
    page = analyst.page
    _sign_in(analyst, "analyst")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    assert here(skip), "the first stop"
    analyst.shot("keyboard-skip-link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.reload()
    go(analyst, page.get_by_role("link", name="Children", exact=True).first)
    assert page.url.endswith("/children/")
    press(analyst, page.locator("summary").first)
    press(analyst, page.get_by_label("North", exact=True), "Space")
    assert page.get_by_label("North", exact=True).is_checked()
    go(analyst, page.get_by_role("button", name="Show these children"))
    assert "team=" in page.url
    assert "North" in page.get_by_role("main").inner_text()
    fold = page.locator("details[data-fold]").first
    assert fold.get_attribute("open") is None
    press(analyst, fold.locator("summary"))
    assert fold.get_by_role("table").is_visible()
    analyst.shot("keyboard-filtered")


def test_a_child_is_opened_and_the_service_left_by_keys(visit: Visits) -> None:
    analyst = visit("analyst")
    page = analyst.page
    analyst.to("/children/")
    go(analyst, page.get_by_role("link", name="List of these children"))
    table = page.get_by_role("region", name=re.compile("one by one"))
    tab_to(analyst, table)
    page.keyboard.press("ArrowRight")
    child = table.get_by_role("rowheader").get_by_role("link").first
    name = child.inner_text()
    go(analyst, child)
    assert analyst.heading().startswith(f"{name}: ")
    fold = page.locator("details[data-fold]")
    press(analyst, fold.locator("summary"), "Space")
    assert fold.get_by_role("table").is_visible()
    page.keyboard.press("Shift+Tab")
    assert not here(fold.locator("summary")), "one can go back"
    page.reload()
    go(analyst, page.get_by_role("button", name="Sign out"))
    assert "/account/login/" in page.url
    assert analyst.complaints == []


def test_the_menu_of_a_small_screen_opens_and_shuts_by_keys(visit: Visits) -> None:
    analyst = visit("analyst", width=320)
    page = analyst.page
    menu = page.get_by_role("button", name="Menu")
    money = page.get_by_role("navigation", name="Menu").get_by_role("link", name="Money")
    assert money.is_hidden()
    press(analyst, menu)
    assert menu.get_attribute("aria-expanded") == "true"
    analyst.shot("keyboard-menu")
    assert here(menu), "the focus stays where one is"
    page.keyboard.press("Space")
    assert money.is_hidden()
    page.keyboard.press("Space")
    go(analyst, money)
    assert page.url.endswith("/money/")
    assert menu.get_attribute("aria-expanded") == "false"


def test_a_report_is_built_by_keys(visit: Visits) -> None:
    lead = visit("programme_lead")
    page = lead.page
    lead.to("/reports/")
    go(lead, page.get_by_role("link", name="Build a report"))
    assert page.url.endswith("/reports/build/")
    name = page.get_by_label("Name of the report")
    tab_to(lead, name)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    lead.shot("keyboard-report-error")
    assert lead.violations() == []
    press(lead, page.get_by_role("alert").get_by_role("link").first)
    assert here(name)
    page.keyboard.type("Built by keys")
    tab_to(lead, page.locator("input[name=audience]:checked, input[name=audience]").first)
    page.keyboard.press("Space")
    go(lead, page.get_by_role("button", name="Build the report"))
    assert "/jobs/" in page.url
    lead.at_the_end()
    assert lead.heading() == "Built by keys"
    lead.shot("report")
    assert lead.violations() == []


@pytest.mark.parametrize("width", [1200, 320])
def test_tab_goes_through_a_page_as_it_is_read_and_leaves_it(visit: Visits, width: int) -> None:
    analyst = visit("analyst", width=width)
    for address in ("/", "/children/", "/forecast/runs/new/", "/scorecard/"):
        assert analyst.to(address) == 200
        assert out_of_order(analyst.page) == [], address
