"""The readings of a person's own areas: a row a measure, a column an area."""

from __future__ import annotations

from typing import Final

import polars as pl
from django.conf import settings
from django.urls import reverse

from kinward.measures.scored import SCORED
from kinward.reports.table import Column, ReportTable
from kinward.scorecard.model import TeamReading
from kinward.scorecard.words import said
from kinward_web.performance.selectors.scorecards import Own
from kinward_web.programme.presenters.cells import Cell
from kinward_web.programme.presenters.tables import Table

KEY: Final = "scorecard_own"
_FIRST: Final = "looked_after"


def own_heading(own: Own) -> str:
    """How many children are looked after in each area."""
    label = SCORED[_FIRST].label.lower()
    told = [f"{area}: {_said(_FIRST, own, area) or 'no'} {label}" for area in own.areas]
    return "; ".join(told)


def own_table(own: Own) -> Table:
    """As the page shows it."""
    rows = tuple(
        (
            Cell(SCORED[key].label, href=reverse("scorecard_measure", args=[key])),
            *(Cell(_said(key, own, area), numeric=True) for area in own.areas),
        )
        for key in _measures(own)
    )
    heads = (Cell("Measure"), *(Cell(area, numeric=True) for area in own.areas))
    return Table(
        KEY, "Measures of your areas", heads, rows, csv=reverse("scorecard_board_csv"),
        empty="There are no figures of your areas yet.",
    )  # fmt: skip


def own_report(own: Own) -> ReportTable:
    """As a file has it."""
    columns = (
        Column("measure", "Measure"),
        *(Column(f"area_{place}", area) for place, area in enumerate(own.areas)),
    )
    rows = [
        (SCORED[key].label, *(_said(key, own, area) or None for area in own.areas))
        for key in _measures(own)
    ]
    frame = pl.DataFrame(rows, schema={c.name: pl.String() for c in columns}, orient="row")
    return ReportTable(
        KEY, "Measures of own areas", columns, frame, f"Scorecard, {settings.AUTHORITY}"
    )


def _measures(own: Own) -> list[str]:
    """In the order of the library."""
    there = {each.reading.measure for each in own.readings}
    return [key for key in SCORED if key in there]


def _said(measure: str, own: Own, area: str) -> str:
    found: TeamReading | None = next(
        (each for each in own.readings if (each.team, each.reading.measure) == (area, measure)),
        None,
    )
    if found is None or found.reading.value is None:
        return ""
    return said(found.reading.value, SCORED[measure])
