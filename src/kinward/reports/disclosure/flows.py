"""Hiding entries and exits, which the published totals of looked after children tie together."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import polars as pl

from kinward.dates import return_year_of
from kinward.reports.disclosure.frames import blank

_MONTHS: Final = 12


def hide_flows(flows: pl.DataFrame, limit: int) -> tuple[pl.DataFrame, set[int]]:
    """Flows with the months of a return year shown together or hidden together.

    Reports come out month after month, and the year's total comes too. A month that one report
    shows and another hides would be told by subtraction, so what is shown of a month must not hang
    on the day of the report: the months of a year are shown once it has ended, where none of them
    is small and all twelve are there to be judged by.

    Returns:
        The flows, and the return years whose totals must be hidden too: there, no child could be
        moved from one month to another without the totals telling.
    """
    if flows.is_empty():
        return flows, set()
    year = return_year_of(pl.col("month"))
    small = pl.any_horizontal(pl.col(name).is_between(1, limit) for name in ("entries", "exits"))
    told = (small.sum().over(year) == 0) & (pl.len().over(year) == _MONTHS)
    both = pl.min_horizontal("entries", "exits").sum().over(year)
    judged = flows.select(year.alias("year"), told.alias("told"), both.alias("both"))
    again = pl.col("re_entries")
    other = pl.col("entries") - again
    few = again.is_between(1, limit) | other.is_between(1, limit)
    shown = flows.with_columns(pl.when(~few).then(again).alias("re_entries"))
    withheld = judged.filter(~pl.col("told") & (pl.col("both") == 0))["year"].to_list()
    hidden = (~judged["told"]).to_list()
    return blank(shown, hidden, ["entries", "exits", "re_entries"]), set(withheld)


def hide_years(years: pl.DataFrame, limit: int, withheld: Collection[int]) -> pl.DataFrame:
    """Entries and exits of a year hidden together; DfE's counts where they or the gap are small.

    Args:
        withheld: years to hide whatever their counts.
    """
    if years.is_empty():
        return years
    small = pl.col("entries").is_between(1, limit) | pl.col("exits").is_between(1, limit)
    pair = small | pl.col("year").is_in(list(withheld))
    ours = {"started_dfe": "entries", "ceased_dfe": "exits"}
    return years.with_columns(
        *(pl.when(~pair).then(pl.col(name)).alias(name) for name in ours.values()),
        *(
            pl.when(
                ~(
                    pair
                    | pl.col(dfe).is_between(1, limit)
                    | (pl.col(own) - pl.col(dfe)).is_between(1, limit)
                )
            )
            .then(pl.col(dfe))
            .alias(dfe)
            for dfe, own in ours.items()
        ),
    )


def hide_year_parts(parts: pl.DataFrame, years: pl.DataFrame) -> pl.DataFrame:
    """Parts of entries or exits, withheld where the year's total is: their sum would tell it."""
    if parts.is_empty():
        return parts
    hidden = years.filter(pl.col("entries").is_null())["year"].to_list()
    kept = ~pl.col("year").is_in(hidden)
    return parts.with_columns(pl.when(kept).then(pl.col("count")).alias("count"))
