"""Every page that each role can reach: no violation of WCAG 2.2 AA, no complaint, at any zoom; what
is heard makes sense, and the focus is seen."""

from __future__ import annotations

import re

import pytest

from browser.service.conftest import Visit, Visits
from browser.service.crawling import crawl, look
from browser.structure import unheard, unseen_focus

pytestmark = pytest.mark.browser

ROLES = (
    "analyst", "board_member", "north_manager", "administrator", "auditor",
    "finance_manager", "commissioner", "panel_chair", "programme_lead",
)  # fmt: skip
"""Who has the most pages comes first."""
_AUDIENCES = {"board_member": "public", "north_manager": "area"}
"""Who sees other figures, and so other pages, than most."""
_ALIKE = re.compile(r"/(help|account|accessibility|api|jobs|reports)/")
"""Pages that are the same for every audience."""
_SHEET, _SHEET_LYING = 718, 1047
"""Pixels of a sheet of A4 between margins of 1 cm, upright and lying."""
_FEWEST = {"administrator": 10, "north_manager": 12}


@pytest.fixture(scope="session")
def seen() -> set[tuple[str, str]]:
    """Audience and look of the pages that were looked at already."""
    return set()


def _looked(name: str, address: str) -> tuple[str, str]:
    """Audience and kind of a page."""
    page = look(address)
    return "all" if _ALIKE.match(page) else _AUDIENCES.get(name, "whole"), page


def _faults(visit: Visit, address: str, name: str) -> list[str]:
    """What is wrong with one page, at a desk and at 400% zoom."""
    visit.page.set_viewport_size({"width": 1200, "height": 900})
    visit.page.goto(address)
    picture = look(address).strip("/").replace("/", "_") or "home"
    visit.shot(f"{name}-{picture}")
    found = [*visit.violations(), *unheard(visit.page), *unseen_focus(visit.page)]
    visit.page.set_viewport_size({"width": 320, "height": 800})
    width = _width(visit, 320)
    visit.shot(f"zoom-{name}-{picture}")
    if width > 320:
        found.append(f"{width} pixels wide at 400%")
    found += _off_paper(visit)
    return [f"{address}: {each}" for each in found]


def _width(visit: Visit, most: int) -> int:
    """The page's width, given two seconds to become narrow enough: charts are drawn anew first."""
    for _ in range(40):
        visit.page.wait_for_timeout(50)
        if visit.width() <= most:
            break
    return visit.width()


def _off_paper(visit: Visit) -> list[str]:
    """What of a page would be cut off on a sheet of A4, upright or as its style asks for."""
    page = visit.page
    page.emulate_media(media="print")
    lies = page.evaluate("getComputedStyle(document.body).page") == "wide"
    sheet = _SHEET_LYING if lies else _SHEET
    page.set_viewport_size({"width": sheet, "height": 1000})
    # Charts are then drawn for paper, and folded tables opened.
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    width = _width(visit, sheet)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    return [f"{width} pixels wide on a sheet of {sheet}"] if width > sheet else []


@pytest.mark.parametrize("name", ROLES)
def test_no_page_has_a_violation_or_runs_off_the_screen(
    visit: Visits, seen: set[tuple[str, str]], name: str
) -> None:
    person = visit(name)
    addresses = crawl(person)
    assert len(addresses) >= _FEWEST.get(name, 25)
    new = {_looked(name, each): each for each in addresses if _looked(name, each) not in seen}
    seen.update(new)
    faults = [fault for each in new.values() for fault in _faults(person, each, name)]
    faults += person.complaints
    if faults:
        pytest.fail("\n".join(faults))


def test_the_sign_in_page_and_the_statement_are_open_and_sound(visit: Visits) -> None:
    somebody = visit()
    for address in ("/account/login/", "/accessibility/"):
        assert somebody.to(address) == 200
        assert somebody.violations() == []
    assert somebody.complaints == []


def test_a_page_that_is_not_there_says_so(visit: Visits) -> None:
    analyst = visit("analyst")
    assert analyst.to("/nowhere/") == 404
    assert "Page not found" in analyst.page.title()
    assert analyst.violations() == []


@pytest.mark.parametrize(
    ("start", "text", "heading"),
    [
        (
            "/programmes/looked-at/import/",
            "ref,title,target_end,depends_on\nN1,New,2027-03-31,N9\nN2,Another,2027-03-31,\n",
            "The file would add 2 records",
        ),
        (
            "/scorecard/import/",
            "measure,period,value,typed_by,typed_on\nlooked_after,2001-03-31,60,A,2026-01-05\n",
            "The file would change 1 reading",
        ),
    ],
)
def test_what_a_file_would_change_is_sound(
    visit: Visits, start: str, text: str, heading: str
) -> None:
    """No link leads to it: a file is chosen first."""
    lead = visit("programme_lead")
    if "looked-at" in start:
        lead.to("/programmes/new/")
        lead.page.get_by_label("Name", exact=True).fill("A plan that is looked at")
        lead.page.get_by_label("Short name").fill("looked-at")
        lead.press("Save")
    assert lead.to(start) == 200
    chosen = {"name": "file.csv", "mimeType": "text/csv", "buffer": text.encode()}
    lead.page.locator("input[type=file]").set_input_files([chosen])  # type: ignore[list-item]
    lead.follow(lead.page.locator("main form button.govuk-button"))
    assert lead.heading() == heading
    assert _faults(lead, lead.page.url, "preview") == []
    assert lead.complaints == []
