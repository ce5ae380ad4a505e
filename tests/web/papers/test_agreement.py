"""What the files of papers say is what the service's own pages say, figure for figure."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import paper_readings as readings
from kinward_web import store
from kinward_web.accounts.models import User
from kinward_web.documents.selectors import sections_of
from kinward_web.documents.tables import tables
from kinward_web.intake.models import Snapshot
from kinward_web.papers.models import Paper
from money_web import work_through
from papers_web import paper_form
from programmes import AS_AT, AT, BASE, stored

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
Grid = readings.Grid
_SAME = {"money_short": "money_activity"}
"""Tables of papers that are a part of a table of a page."""
_SUMS = {"Plan, £": "Plan", "Achieved, £": "Achieved", "Forecast, £": "Forecast",
         "Plan less forecast, £": "Gap"}  # fmt: skip
FIGURES = {"finance": 1300, "performance": 150, "board": 900}
"""At least so many are compared in each file, so that none drops out unseen."""
TABLES = {
    "finance": {"money_short", "money_activity", "money_months", "money_variance", "savings_years",
                "savings_kind", "scorecard_board", "forecast_cost"},
    "performance": {"years", "by_category", "scorecard_theme_0"},
    "board": {"years", "money_short", "savings_years", "savings_objective", "scorecard_board",
              "stock_by_category", "forecast_cost"},
}  # fmt: skip
READERS = {"docx": readings.of_word, "xlsx": readings.of_excel, "html": readings.of_html}


@dataclass
class Compared:
    """How many figures were compared, by what they are of and the file, and those that differ."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)

    def cell(self, of: str, ending: str, ours: str, theirs: str, where: str) -> None:
        if readings.number(theirs) is not None:
            self.counts[of, ending] += 1
        if not readings.agree(ours, theirs):
            self.differ.append(f"{ending}: {where}: the paper {ours!r}, the page {theirs!r}")


def _built(client: Client, kind: str) -> Paper:
    day = {"meeting_words": "Committee", "meeting_day": AS_AT.strftime("%d/%m/%Y")}
    form = paper_form(kind=kind, programme="placements", asked="exempt", key=kind, **day)
    answer = client.post("/reports/papers/build/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    job = work_through(answer["Location"])
    assert job.state == "done", job.reason
    return Paper.objects.get(key=kind)


def _csv(client: Client, address: str) -> Grid:
    answer = client.get(address)
    assert answer.status_code == 200, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def _pages(client: Client, live: Snapshot) -> dict[str, str]:
    """The address of the CSV of every table of the figures' pages, by the table's key."""
    return {
        table.key: reverse("figures_csv", args=[document.pk, table.key])
        for document in live.documents.all()
        for table in tables(sections_of(document, "whole"))
    }


def _titles(made: Paper) -> dict[str, str]:
    content = json.loads(_body(made, "content"))
    return {
        block["table"]["key"]: " ".join(block["table"]["title"].split())
        for part in content["parts"] for block in part["blocks"] if block["kind"] == "table"
    }  # fmt: skip


def _body(made: Paper, ending: str) -> bytes:
    return store.path_of(made.files["exempt"][ending]["sha256"]).read_bytes()


def _read(made: Paper, ending: str, tmp: Any) -> dict[str, Grid]:
    path = tmp / f"{made.kind}.{ending}"
    path.write_bytes(_body(made, ending))
    return READERS[ending](path)


def _by_row(grid: Grid) -> dict[str, dict[str, str]]:
    heads = grid[0]
    return {row[0]: dict(zip(heads, row, strict=False)) for row in grid[1:]}


def _programme(client: Client, keys: dict[str, str]) -> Iterator[tuple[str, Grid, str, str]]:
    """Of each table of savings: its key, the page's rows, and what a total is called by both."""
    yield "savings_years", _csv(client, f"{BASE}tables/savings-year.csv{AT}"), "Total", "All years"
    for key in ("kind", "placement_type", "objective"):
        if f"savings_{key}" in keys:
            name = key.replace("_", "-")
            page = _csv(client, f"{BASE}tables/savings-{name}.csv{AT}&year=2027")
            yield f"savings_{key}", page, "Total", "All"


def _figures(told: Compared, ending: str, paper: Grid, page: Grid, key: str) -> None:
    """A table of the figures: every column that the paper has, row by row."""
    place = {head: at for at, head in enumerate(page[0])}
    assert len(paper) == len(page), key
    for ours, theirs in zip(paper[1:], page[1:], strict=True):
        for at, head in enumerate(paper[0]):
            told.cell(key, ending, ours[at], theirs[place[head]], f"{key}, {ours[0]}, {head}")


@pytest.mark.parametrize("kind", ["finance", "performance", "board"])
def test_every_figure_of_a_paper_is_that_of_the_page(
    loaded: Snapshot, as_: As, again: As, cast: dict[str, User], kind: str, tmp_path: Any
) -> None:
    stored(cast["programme_lead"])
    made, lead, analyst = _built(as_("analyst"), kind), as_("programme_lead"), again("analyst")
    titles, pages, told = _titles(made), _pages(analyst, loaded), Compared()
    figures = {
        key: _csv(analyst, pages[same])
        for key in titles if (same := _SAME.get(key, key)) in pages
    }  # fmt: skip
    savings = list(_programme(lead, titles)) if "savings_years" in titles else []
    card = _by_row(_csv(analyst, "/scorecard/measures/table.csv"))
    for ending in READERS:
        found = _read(made, ending, tmp_path)
        for key, page in figures.items():
            _figures(told, ending, found[titles[key]], page, key)
        for key, page, ours, theirs in savings:
            of_page = _by_row(page)
            for name, row in _by_row(found[titles[key]]).items():
                for head, other in _SUMS.items():
                    want = of_page[theirs if name == ours else name][other]
                    told.cell(key, ending, row[head], want, f"{key}, {name}, {head}")
        for key in [
            each for each in titles if each.startswith(("scorecard_board", "scorecard_theme"))
        ]:
            for name, row in _by_row(found[titles[key]]).items():
                for head, ours in row.items():
                    told.cell(key, ending, ours, card[name][head], f"{key}, {name}, {head}")
    assert told.differ == []
    by_file = {each: sum(n for (_, ending), n in told.counts.items() if ending == each)
               for each in READERS}  # fmt: skip
    # As many in each file: none of them leaves a table out.
    assert len(set(by_file.values())) == 1, by_file
    assert by_file["xlsx"] >= FIGURES[kind]
    assert {key for key, _ in told.counts} >= TABLES[kind]


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("£34,675,000", "34675000.00", True),
        ("£34,675,000", "34675000.49", True),
        ("£34,675,000", "34675000.51", False),
        ("34675000.01", "34675000.02", False),
        ("+£377,528", "377527.60", True),
        ("−£555,050", "555050.00", False),
        ("42.4%", "0.42379", True),
        ("42.4%", "0.4252", False),
        ("538", "539", False),
        ("[c]", "3", False),
        ("2026/27", "2027", True),
        ("April 2024", "2024-04-30", True),
        ("May 2024", "2024-04-30", False),
    ],
)
def test_what_agrees(ours: str, theirs: str, same: bool) -> None:
    assert readings.agree(ours, theirs) is same
