"""A paper as a page in a real browser: accessible, and nowhere wider than a small screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.axe import violations
from builders_paper import paper, public
from kinward.reports.papers.write import write

pytestmark = pytest.mark.browser


@pytest.fixture(params=["exempt", "public"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    given = public() if request.param == "public" else paper(made_up=True)
    [path] = write(given, tmp_path, "paper", ("html",))
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(path.as_uri())
    yield opened
    opened.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_the_page_never_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_asks_for_nothing_and_runs_nothing(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert asked == [page.url]
    assert page.locator("script").count() == 0
    assert page.locator("b").count() == 0


def test_each_part_is_reached_from_the_contents(page: Page) -> None:
    links = page.get_by_role("navigation", name="Contents").get_by_role("link")
    for place in range(links.count()):
        heading = links.nth(place).inner_text()
        links.nth(place).click()
        assert page.locator(":target").inner_text() == heading


def test_an_exempt_part_says_so_and_the_public_has_none(page: Page) -> None:
    marks = page.get_by_text("exempt by paragraph 3 of Part 1")
    shown = page.get_by_text("A secret of trade.")
    whole = page.get_by_text("Not for publication", exact=True).count() == 1
    assert (marks.count(), shown.count()) == ((1, 1) if whole else (0, 0))
    assert page.get_by_role("img", name="South has more").count() == 1
