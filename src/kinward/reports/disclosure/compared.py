"""Hiding our own figures beside neighbours', where they would give away what other tables hide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import polars as pl

from kinward.cohort.model import Summary
from kinward.dates import return_year, year_end
from kinward.reports.disclosure.cells import is_small

TOTALS: Final = frozenset({"looked_after", "rate_per_10000"})
"""Measures that are the total of looked after children, published as it is."""
FLOWS: Final = {
    "started_dfe": "started_dfe",
    "started_rate": "started_dfe",
    "ceased_dfe": "ceased_dfe",
    "ceased_rate": "ceased_dfe",
}
STABILITY: Final = frozenset({"three_or_more_placements_pct", "long_term_pct"})


Covered = Callable[[str, int, float | None], bool]


@dataclass(frozen=True)
class Shown:
    """The protected tables that a comparison must not contradict."""

    years: pl.DataFrame
    stability: pl.DataFrame
    stock_by_category: pl.DataFrame
    by_category: pl.DataFrame | None
    uasc: pl.DataFrame | None = None


def hide_compared(summary: Summary, shown: Shown, limit: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`Summary.neighbours` and `neighbour_trend` without the own figures that must not leave."""
    mix_hidden = _years_with_hidden_mix(summary, shown)
    uasc_hidden = {return_year(summary.as_at)} if _hides(shown.uasc) else set()
    closing = dict(summary.years.select("year", "closing").rows())

    def covered(key: str, year: int, value: float | None) -> bool:
        if value is None or key in TOTALS:
            return False
        if key in FLOWS:
            return _null_in(shown.years, year, FLOWS[key])
        if key in STABILITY:
            return _null_in(shown.stability, year, key)
        total = closing.get(year)
        count = value if not key.endswith("_pct") else value * (total or 0) / 100
        rest = (total or 0) - count
        small = is_small(round(count), limit) or is_small(round(rest), limit)
        return small or year in (uasc_hidden if key.startswith("uasc") else mix_hidden)

    return _hide(summary.neighbours, "own", covered), _hide(
        summary.neighbour_trend, "value", covered
    )


def _hide(frame: pl.DataFrame, value: str, covered: Covered) -> pl.DataFrame:
    if frame.is_empty():
        return frame
    own = frame["area"] == "own" if "area" in frame.columns else [True] * frame.height
    rows = frame.select("key", "year", value).rows()
    mask = pl.Series([mine and covered(*row) for mine, row in zip(own, rows, strict=True)])
    return frame.with_columns(pl.when(~mask).then(pl.col(value)).alias(value))


def _null_in(frame: pl.DataFrame, year: int, column: str) -> bool:
    values = frame.filter(pl.col("year") == year)[column]
    return values.null_count() > 0


def _hides(breakdown: pl.DataFrame | None) -> bool:
    return breakdown is not None and breakdown["children"].null_count() > 0


def _years_with_hidden_mix(summary: Summary, shown: Shown) -> set[int]:
    """Years on whose 31 March some category of placement is hidden."""
    by_month = shown.stock_by_category
    years = set()
    if not by_month.is_empty():
        months = by_month.filter(pl.col("children").is_null())["month"].unique().to_list()
        years = {return_year(month) for month in months if month == year_end(return_year(month))}
    if _hides(shown.by_category):
        years.add(return_year(summary.as_at))
    return years
