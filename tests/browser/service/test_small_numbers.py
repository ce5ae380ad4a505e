"""A board member never sees a count of 1 to 5: every page they can reach, and every file."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from itertools import dropwhile

import pytest

from browser.service.conftest import Visits
from browser.service.crawling import crawl
from browser.service.reading import SHEET
from kinward.measures.scored import THEMES

pytestmark = pytest.mark.browser

_SMALL = re.compile(r"[1-5]")
_NO_COUNTS = re.compile(
    r"Share|Forecasts|Months( ahead)?$|Figures|Seed|Runs|\d+% interval.*"
    r"|Mean error|Bias|CRPS|Weighted interval score|at least|at most|Per 100 child-years"
)
"""Headings of columns whose whole numbers count no children and no placements."""

_OF_PROGRAMMES = frozenset(each.label for each in THEMES["The programme"])
"""Measures of the scorecard that count actions and risks."""


class _Tables(HTMLParser):
    """The tables of a page: caption, headings, rows of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[str, list[list[str]]]] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(("", []))
        elif tag == "tr" and self.tables:
            self.tables[-1][1].append([])
        elif tag in {"td", "th", "caption"} and self.tables:
            self._into = []

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"td", "th", "caption"} or self._into is None:
            return
        text, self._into = " ".join("".join(self._into).split()), None
        if tag == "caption":
            self.tables[-1] = (text, self.tables[-1][1])
        else:
            self.tables[-1][1][-1].append(text)


def _small(rows: list[list[str]]) -> list[str]:
    """Cells under a heading of counts that hold 1 to 5, each with its heading."""
    heads = rows[0] if rows else []
    return [
        f"{head}: {cell}"
        for row in rows[1:]
        if not _OF_PROGRAMMES & set(row)
        for head, cell in zip(heads[1:], row[1:], strict=False)
        if _SMALL.fullmatch(cell) and not _NO_COUNTS.fullmatch(head) and head not in _OF_PROGRAMMES
    ]


def _headed(sheet: str) -> list[list[str]]:
    """The rows of a table from its headings on; what stands above them is alone in its row."""
    rows = list(csv.reader(io.StringIO(sheet)))
    return list(dropwhile(lambda row: sum(map(bool, row)) < 2, rows))


def _read(address: str, text: str) -> list[tuple[str, list[list[str]]]]:
    if address.endswith((".csv", ".xlsx", ".zip", ".docx")):
        return [(address, _headed(sheet)) for sheet in text.split(SHEET)]
    page = _Tables()
    page.feed(text)
    return page.tables


def test_no_cell_of_a_board_member_counts_1_to_5(visit: Visits) -> None:
    pages = crawl(visit("board_member"), alike=100, files=True)
    tables = [
        (address, *table) for address, text in pages.items() for table in _read(address, text)
    ]
    assert len(tables) >= 30
    for ending, fewest in ((".csv", 10), (".xlsx", 2)):
        assert sum(address.endswith(ending) for address in pages) >= fewest, ending
    found = [
        f"{address}, {caption}: {cell}"
        for address, caption, rows in tables
        if not re.search(r"/(help|accessibility|plans|jobs|programmes)/", address)
        for cell in _small(rows)
    ]
    assert found == []


def test_the_same_walk_finds_them_for_who_may_see_them(visit: Visits) -> None:
    """Else the walk above would look where nothing small is."""
    pages = crawl(visit("analyst"))
    children = next(text for address, text in pages.items() if address.endswith("/children/"))
    assert [cell for _, rows in _read("/children/", children) for cell in _small(rows)]


def test_a_board_member_never_comes_to_a_child(visit: Visits) -> None:
    pages = crawl(visit("board_member"), alike=100)
    assert not [each for each in pages if "/children/child/" in each or "/list" in each]
    assert not [each for each, text in pages.items() if "DEMO" in text]
