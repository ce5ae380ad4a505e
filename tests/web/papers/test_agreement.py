"""What the files of papers say is what the service's own pages say, figure for figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

import paper_readings as readings
from kinward_web.accounts.models import User
from kinward_web.intake.models import Snapshot
from paper_agreement import (
    READERS,
    Compared,
    built,
    by_row,
    csv,
    pages_of,
    read,
    titles_of,
    whole_table,
)
from programmes import AT, BASE, stored

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


def _programme(client: Client, keys: dict[str, str]) -> Iterator[tuple[str, Grid, str, str]]:
    """Of each table of savings: its key, the page's rows, and what a total is called by both."""
    yield "savings_years", csv(client, f"{BASE}tables/savings-year.csv{AT}"), "Total", "All years"
    for key in ("kind", "placement_type", "objective"):
        if f"savings_{key}" in keys:
            name = key.replace("_", "-")
            page = csv(client, f"{BASE}tables/savings-{name}.csv{AT}&year=2027")
            yield f"savings_{key}", page, "Total", "All"


@pytest.mark.parametrize("kind", ["finance", "performance", "board"])
def test_every_figure_of_a_paper_is_that_of_the_page(
    loaded: Snapshot, as_: As, again: As, cast: dict[str, User], kind: str, tmp_path: Any
) -> None:
    stored(cast["programme_lead"])
    made, lead, analyst = built(as_("analyst"), kind), as_("programme_lead"), again("analyst")
    titles, pages, told = titles_of(made), pages_of(loaded), Compared()
    figures = {
        key: csv(analyst, pages[same])
        for key in titles if (same := _SAME.get(key, key)) in pages
    }  # fmt: skip
    savings = list(_programme(lead, titles)) if "savings_years" in titles else []
    card = by_row(csv(analyst, "/scorecard/measures/table.csv"))
    for ending in READERS:
        found = read(made, ending, tmp_path)
        for key, page in figures.items():
            whole_table(told, ending, found[titles[key]], page, key)
        for key, page, ours, theirs in savings:
            of_page = by_row(page)
            for name, row in by_row(found[titles[key]]).items():
                for head, other in _SUMS.items():
                    want = of_page[theirs if name == ours else name][other]
                    told.cell(key, ending, row[head], want, f"{key}, {name}, {head}")
        for key in [
            each for each in titles if each.startswith(("scorecard_board", "scorecard_theme"))
        ]:
            for name, row in by_row(found[titles[key]]).items():
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
