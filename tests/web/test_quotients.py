"""A board member divides: no two figures of a page, a file or the API make a count of 1 to 5.

That no single cell holds such a count is for `browser/service/test_small_numbers.py` to find.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from kinward.cohort.compare import DFE_GROUPS
from kinward.measures.scored import SCORED
from kinward.reports.table import HIDDEN
from kinward.scorecard.values.places import AGES, LEGAL, OUR_PLACES
from kinward_web.intake.models import Snapshot

pytestmark = pytest.mark.usefixtures("loaded")

_MOST: Final = 3
"""Pages of one kind that are opened."""
_LEFT_OUT: Final = re.compile(r"/(account|sign|logout|help|accessibility|static|audit|settings)")
_NUMBER: Final = re.compile(r"[−-]?£?\d[\d,]*(?:\.\d+)?%?")
_WHOLE: Final = re.compile(r"\d[\d,]*")
_WEEKS: Final = 52
_OF_ALL: Final = frozenset(
    SCORED[key].label
    for key in (*AGES, *LEGAL, *OUR_PLACES, *DFE_GROUPS, "uasc_pct", "three_or_more_placements_pct")
)
"""Measures that are shares of all looked after children."""

Rows = list[list[str]]


class _Read(HTMLParser):
    """The tables and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Rows] = []
        self.links: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables:
            self._into = []

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._into is not None:
            self.tables[-1][-1].append(" ".join("".join(self._into).split()))
            self._into = None


def tables(client: Client) -> Iterator[tuple[str, Rows]]:
    """Every table of the pages and files that links lead to."""
    waiting, seen, kinds = ["/"], {"/"}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            continue
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        kind = answer.headers["content-type"]
        if kind.startswith("text/csv"):
            rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
            first = next((at for at, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
            yield address, rows[first:]
        if not kind.startswith("text/html"):
            continue
        page = _Read()
        page.feed(body.decode())
        for table in page.tables:
            yield address, table
        for link in page.links:
            to = urljoin(address, link).partition("#")[0]
            shape = re.sub(r"\d+|[0-9a-f-]{36}", "_", urlsplit(to).path)
            if to in seen or urlsplit(to).netloc or not to.startswith("/") or _LEFT_OUT.match(to):
                continue
            seen.add(to)
            kinds[shape] += 1
            if kinds[shape] <= _MOST:
                waiting.append(to)


def number(cell: str) -> float | None:
    """What a cell of one number says."""
    if not _NUMBER.fullmatch(cell):
        return None
    return float(cell.replace(",", "").replace("−", "-").replace("£", "").rstrip("%"))


def small(value: float) -> bool:
    return 1 <= round(value) <= 5


def found_by_price(heads: list[str], row: list[str]) -> Iterator[str]:
    """What is paid in a year, by the price of a week."""
    priced = [at for at, head in enumerate(heads) if "per week of care" in head.lower()]
    paid = [at for at, head in enumerate(heads) if re.match(r"(Projected|Cost)\b", head)]
    for price, amount in ((a, b) for a in priced for b in paid):
        week, year = number(row[price]), number(row[amount])
        if week and year and small(year / week / _WEEKS):
            yield f"{heads[amount]} {row[amount]} by {row[price]}"


def found_by_share(row: list[str], everybody: int) -> Iterator[str]:
    """What a row hides, by a share of a whole that it shows; what a share of everybody counts."""
    wholes = {everybody} if row[0] in _OF_ALL else set()
    if HIDDEN in row:
        wholes |= {int(cell.replace(",", "")) for cell in row[1:] if _WHOLE.fullmatch(cell)}
    for cell in row[1:]:
        share = number(cell) if cell.endswith("%") else None
        for n in wholes if share else ():
            if n > 5 and (small(share * n / 100) or small(n - share * n / 100)):
                yield f"{cell} of {n:,}"


def attacked(client: Client, everybody: int) -> Iterator[list[str]]:
    """What the quotients of each row tell."""
    for address, (heads, *rows) in ((a, t) for a, t in tables(client) if t and t[0]):
        for row in rows:
            if len(row) == len(heads):
                told = (*found_by_price(heads, row), *found_by_share(row, everybody))
                yield [f"{address}: {row[0]}: {said}" for said in told]


def looked_after(client: Client) -> int:
    page = client.get("/children/").content.decode()
    said = re.search(r"looked after ([\d,]+) child", page)
    assert said is not None
    return int(said[1].replace(",", ""))


def test_a_board_member_works_no_few_children_out(loaded: Snapshot, as_) -> None:
    board = as_("board_member")
    rows = list(attacked(board, looked_after(board)))
    assert len(rows) > 200
    assert [said for found in rows for said in found] == []


def test_who_may_see_all_would_find_them(loaded: Snapshot, as_) -> None:
    """Else the same attack would look where there is nothing."""
    analyst = as_("analyst")
    wanted = {" by £", "% of "}
    for found in attacked(analyst, looked_after(analyst)):
        wanted -= {words for words in wanted for said in found if words in said}
        if not wanted:
            break
    assert not wanted
