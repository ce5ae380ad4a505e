"""A CSV behind every table of the programmes and of the scorecard, as their lead opens them all."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any, Final
from urllib.parse import urljoin

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve

from kinward.programme.governance import Decision, LogItem, Meeting
from kinward_web.performance.actions import readings
from kinward_web.programme.actions import records
from kinward_web.programme.models import Record
from programmes import BASE, stored

_ROOTS: Final = ("/programmes/", "/scorecard/")
_MOST: Final = 4
"""Pages of one kind that are opened: of actions, say, the first few that links lead to."""
_TABLE: Final = re.compile(r"<table\b.*?</table>", re.S)
_FILE: Final = re.compile(r'<a [^>]*href="[^"]*\.csv(?:\?[^"]*)?"')
_FILES: Final = {
    BASE: "ref,title,probability,impact,action\nR99,It rains,2,2,nowhere\n",
    "/scorecard/": "measure,period,value,target_high\nlooked_after,2001-03-31,6,60\n",
}
"""Files to look at before they are taken over, by where."""
_AT_THE_END: Final = frozenset({"scorecard_detail"})
"""Pages whose tables are parts of one list, with one file of the whole list at the end."""


@pytest.fixture
def lead(loaded: Any, cast: Any, as_: Any) -> Client:
    """The programme lead of a service in which every table has something to show."""
    by = cast["programme_lead"]
    plan = stored(by)
    met = Meeting(
        "commissioning", date(2026, 3, 3), ("Chair",), held=True,
        log=(LogItem("F1", "Bring the offers", "Head", date(2026, 4, 1), action="1.3"),),
        decisions=(Decision("D1", "Open the home", "agreed", "It pays", "Head", action="1.3"),),
    )  # fmt: skip
    records.add(by=by, programme=plan, kind="meeting", held=met, key="met")
    row = Record.objects.get(kind="action", ref="1.3")
    row.body |= {"depends_on": ["1.6"]}
    row.save()
    given = readings.Given(date(2026, 3, 31), Decimal("4.5"), typed_by="Finance")
    readings.add(by=by, measure="send_neet_pct", given=given, key="typed")
    return as_("programme_lead")


def test_every_table_has_a_file(lead: Client) -> None:
    one = Record.objects.get(kind="action", ref="1.3")
    ahead = [*_ROOTS, f"{BASE}action/{one.pk}/", "/scorecard/measures/send_neet_pct/"]
    ahead += [_looked_at(lead, base, text) for base, text in _FILES.items()]
    seen, opened = set(ahead), Counter[str]()
    without, tables = [], Counter[str]()
    while ahead:
        address = ahead.pop(0)
        answer = lead.get(address)
        if not answer["Content-Type"].startswith("text/html"):
            continue
        assert answer.status_code == 200, address
        name, text = _kind(address), answer.content.decode()
        for caption, has_file in _tables(text, whole=name in _AT_THE_END):
            tables[name] += 1
            if not has_file:
                without.append(f"{address}: {caption}")
        for href in re.findall(r'href="([^"#]+)', text):
            to = urljoin(address, unescape(href))
            kind = _kind(to) if to.startswith(_ROOTS) else ""
            if kind and to not in seen and opened[kind] < _MOST:
                opened[kind] += 1
                seen.add(to)
                ahead.append(to)
    assert without == []
    assert {"programmes", "programme_look", "scorecard_look", "scorecard_measure"} <= set(tables)
    assert tables["programme_record action"] >= 4
    assert len(seen) > 60


def test_the_file_of_a_table_of_an_action_holds_what_the_page_shows(lead: Client) -> None:
    one = Record.objects.get(kind="action", ref="1.3")
    text = lead.get(f"{BASE}action/{one.pk}/?at=2026-06-30").content.decode()
    found = re.findall(rf'href="({BASE}tables/action-[^"]+)"', text)
    names = [re.sub(r".*/tables/|\.csv.*", "", each) for each in found]
    assert names == ["action-decisions", "action-dependencies", "action-savings"]
    for href, caption in zip(found, ("Decisions", "Dependencies", "Its savings"), strict=True):
        table = next(each for each in _TABLE.findall(text) if f">{caption}" in each)
        cells = [" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split())
                 for cell in re.findall(r"<t[hd] .*?</t[hd]>", table, re.S)]  # fmt: skip
        rows = b"".join(lead.get(unescape(href))).decode("utf-8-sig").splitlines()
        assert rows[0].split(",") == cells[: len(rows[0].split(","))]
        assert len(cells) == len(rows) * len(rows[0].split(","))
    assert lead.get(f"{BASE}tables/action-savings.csv?action=none").status_code == 404


def test_a_table_without_a_file_would_be_found() -> None:
    table = "<table><caption>Costs</caption><tbody><tr><td>1</td></tr></tbody></table>"
    file = '<a class="govuk-link" href="/x.csv?at=1">'
    assert list(_tables(table + table + file, whole=False)) == [("Costs", False), ("Costs", True)]
    assert [found for _, found in _tables(table + table + file, whole=True)] == [True, True]


def _looked_at(lead: Client, base: str, content: str) -> str:
    """The page that shows what a file would change."""
    file = SimpleUploadedFile("some.csv", content.encode())
    answer = lead.post(f"{base}import/", {"key": "k", "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def _kind(address: str) -> str:
    """What page it is: the name of its address, and of records the kind."""
    found = resolve(address.partition("?")[0])
    parts = (found.url_name, found.kwargs.get("kind"), found.kwargs.get("name"))
    return " ".join(str(part) for part in parts if part)


def _tables(text: str, *, whole: bool) -> list[tuple[str, bool]]:
    """The caption of each table, and whether a file stands between it and the next.

    Args:
        whole: whether one file after the last table is that of all.
    """
    ends = [each.end() for each in _TABLE.finditer(text)]
    starts = [each.start() for each in _TABLE.finditer(text)]
    found = []
    for place, table in enumerate(_TABLE.findall(text)):
        until = len(text) if whole or place + 1 == len(ends) else starts[place + 1]
        caption = re.search(r"<caption[^>]*>(.*?)</caption>", table, re.S)
        has_file = _FILE.search(text, ends[place], until)
        found.append((caption[1] if caption else "", has_file is not None))
    return found
