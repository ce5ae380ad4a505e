"""A sufficiency statement: who needs a home, what there is, what is to come, and the gap."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kinward.reports.findings import stock
from kinward.reports.marks import marks
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.money import PROVIDERS
from kinward.reports.papers.board.shape import (
    charted,
    joined,
    made,
    narrowed,
    prompt,
    said,
    tables,
)
from kinward.reports.papers.board.stands import mixed
from kinward.reports.papers.model import PaperPart
from kinward.reports.table import Column, ReportTable, long_date
from kinward.terms import CATEGORIES


def sufficiency(figures: Figures) -> Iterator[PaperPart]:
    """Need, supply and gap, by category and area."""
    summary = figures.summary
    duty = (
        "A council must, as far as it reasonably can, have enough homes in its area for the "
        "children that it looks after (Children Act 1989, section 22G)."
    )
    yield PaperPart("duty", "The duty", 1, joined(said("duty", duty)))
    yield PaperPart(
        "need", "Who needs a home", 1,
        joined(
            said("need", *stock.looked_after(summary), *stock.ages(summary)),
            tables(figures, "by_age_band", "by_need", "by_legal_status"),
        ),
    )  # fmt: skip
    area = joined(tables(figures, "by_team"))
    if area:
        yield PaperPart("need-area", "By area", 2, area, exempt=2)
    yield PaperPart(
        "supply", "Where children live now", 1,
        joined(
            said("supply", *stock.mix(summary)),
            mixed(figures),
            tables(figures, "age_by_category", "distance", "stability"),
            [prompt("supply-own", "What the market offers: who left, who came, what was refused.")],
        ),
    )  # fmt: skip
    yield from _gap(figures)
    ask = "What will be built, bought or recruited, by whom and by when."
    yield PaperPart("will-do", "What we will do", 1, (prompt("will-do", ask),))


def providers(figures: Figures) -> Iterator[PaperPart]:
    """Who provides: too long for the middle of a paper."""
    listed = joined(made(narrowed(figures, "money_providers", PROVIDERS)))
    if listed:
        yield PaperPart("supply-providers", "Who provides", 2, listed, exempt=3)


def _gap(figures: Figures) -> Iterator[PaperPart]:
    table = gap(figures)
    if table is None:
        return
    words = f"If placements go on as they did, {_most(table)}"
    yield PaperPart(
        "gap", "What is to come, and the gap", 1,
        joined(
            said("gap", words), made(table), charted(figures, "forecast_total"),
            tables(figures, "forecast_by_category"),
        ),
    )  # fmt: skip


def gap(figures: Figures) -> ReportTable | None:
    """Homes in use today beside those that the forecast needs in a year, by category."""
    given = figures.forecast
    if given is None:
        return None
    place = marks(given.month_ends)[0]
    day = long_date(given.month_ends[place])
    rows = []
    for key in given.categories:
        if key in given.today and key in given.stock.keys:
            mean = float(given.stock.mean[given.stock.row(key), place])
            high = float(given.stock.interval(key, 80)[1][place])
            name = CATEGORIES.get(key, key)
            rows.append((name, given.today[key], mean, mean - given.today[key], high))
    columns = (
        Column("category", "Kind of home"),
        Column("now", f"Children on {long_date(figures.as_at)}", "count"),
        Column("mean", f"Expected on {day}", "number"),
        Column("more", "More or fewer homes", "change"),
        Column("high", "Enough 9 times in 10", "number"),
    )
    kinds = {
        "category": pl.String, "now": pl.Int64, "mean": pl.Float64, "more": pl.Float64,
        "high": pl.Float64,
    }  # fmt: skip
    frame = pl.DataFrame(rows, schema=kinds, orient="row")
    return ReportTable(
        "sufficiency_gap", "Homes in use, and homes that will be needed", columns, frame,
        f"{figures.source}; Kinward’s forecast",
        "Homes in use are not all the homes that there are: empty ones are not in the return.",
    )  # fmt: skip


def _most(table: ReportTable) -> str:
    rows = sorted(table.frame.iter_rows(named=True), key=lambda each: -each["more"])
    if not rows or rows[0]["more"] < 0.5:
        return "no kind of home needs more places."
    told = [
        f"{row['category'].lower()} needs {round(row['more']):,} more"
        for row in rows[:2]
        if row["more"] >= 0.5
    ]
    return f"{' and '.join(told)}."
