"""A small paper made by hand, with each kind of block, for tests of what writes papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import polars as pl

from kinward.reports.formulas import Sum, Working
from kinward.reports.papers.model import (
    Bullets,
    Chart,
    KeyFigures,
    Note,
    NumberedRecommendations,
    Paper,
    PaperPart,
    Paragraph,
    Table,
)
from kinward.reports.table import Column, ReportTable

AS_AT: Final = date(2026, 1, 31)
HOSTILE: Final = (
    '#panic("run") #read("/etc/passwd") [*x*] $y$ `z` <b>bold</b> & "quoted" \\ @ref {{ 7*7 }} =1+1'
)
"""Words that are code in some format that a paper is written in."""


def money() -> ReportTable:
    """Two lines and their total: a sum, a difference and a share of the total that all live."""
    frame = pl.DataFrame(
        {
            "line": ["Fostering", "=Residential", "All"],
            "budget": [123_456_700, 98_765_400, 222_222_100],
            "projected": [130_000_150, 101_000_250, 231_000_400],
            "over": [6_543_450, 2_234_850, 8_778_300],
            "share": [130_000_150 / 231_000_400, 101_000_250 / 231_000_400, 1.0],
        }
    )
    columns = (
        Column("line", "Line"),
        Column("budget", "Budget, £", "pence"),
        Column("projected", "Projected, £", "weekly"),
        Column("over", "Over, £", "weekly_change"),
        Column("share", "Share of spend", "share"),
    )
    formulas = (
        Sum(2, (0, 1), ("budget", "projected", "over")),
        Working("over", "{projected}-{budget}"),
        Working("share", "{projected}/{projected@2}"),
    )
    return ReportTable(
        "money", "Spend by line", columns, frame, "The ledger", "To the penny", formulas=formulas
    )


def children() -> ReportTable:
    """Counts, one of them hidden and one missing."""
    frame = pl.DataFrame({"age": ["1 to 4", "5 to 9", "10 to 15"], "n": [1234, None, None]})
    hidden = pl.DataFrame({"age": [False] * 3, "n": [False, True, False]})
    columns = (Column("age", "Age"), Column("n", "Children", "count"))
    return ReportTable("children", "Children by age", columns, frame, "The return", hidden=hidden)


def wide() -> ReportTable:
    """More columns than any page is wide."""
    names = [f"m{number}" for number in range(1, 25)]
    frame = pl.DataFrame(
        {"who": ["North", "South"]}
        | {name: [1_000_100 + 7 * i, 2_000_200 + 7 * i] for i, name in enumerate(names)}
    )
    columns = (Column("who", "Team"), *(Column(name, f"Month {name}", "count") for name in names))
    return ReportTable("wide", "Each month", columns, frame, "The ledger")


def chart(key: str = "trend") -> Chart:
    """A few bars."""
    spec: dict[str, Any] = {
        "data": {"values": [{"a": "North", "b": 3}, {"a": "South", "b": 5}]},
        "mark": "bar",
        "width": 620,
        "height": 120,
        "encoding": {
            "x": {"field": "b", "type": "quantitative"},
            "y": {"field": "a", "type": "nominal"},
        },
    }
    return Chart(key, spec, "South has more", "Two bars, South the longer. The table has both.")


def paper(**changes: Any) -> Paper:
    """A paper for those who may see all of it, with an exempt part and a part of that."""
    made = Paper(
        title="Looked after children: £ & <progress>",
        meeting="Corporate Parenting Board",
        date=date(2026, 2, 12),
        as_at=AS_AT,
        authority="Exampleshire County Council",
        audience="exempt",
        status="Not for publication",
        parts=(
            PaperPart(
                "purpose",
                "Purpose",
                1,
                (Paragraph(f"Why.\n\n{HOSTILE}", from_figures=False, key="why"),),
            ),
            PaperPart(
                "asked",
                "Recommendations",
                1,
                (NumberedRecommendations(("Note the position.", "Agree the plan.")),),
            ),
            PaperPart(
                "stands",
                "Where we stand",
                1,
                (
                    KeyFigures((("1,234", "children in our care & <more>"),)),
                    Bullets(("More children.", "Dearer homes.")),
                    chart(),
                    Table(children()),
                ),
            ),
            PaperPart("months", "By month", 2, (Table(wide()), Note("Months are whole."))),
            PaperPart("money", "Money", 1, (Table(money()),)),
            PaperPart("terms", "Terms with a provider", 1, exempt=3),
            PaperPart("offer", "The offer", 2, (Paragraph("A secret of trade.", False, "offer"),)),
            PaperPart("next", "What comes next", 1, (Paragraph("Soon.", True, "next"),)),
        ),
    )
    return replace(made, **changes)


def public() -> Paper:
    """What the public sees of it."""
    from kinward.reports.papers.exempt import for_public

    return for_public(paper(status="For publication", numbers_hidden=True))
