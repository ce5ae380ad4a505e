"""Hiding entries and exits, which the published totals of looked after children tie together."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from kinward.dates import return_year_of
from kinward.reports.disclosure.cells import is_small
from kinward.reports.disclosure.frames import blank


def hide_flows(flows: pl.DataFrame, limit: int) -> tuple[pl.DataFrame, set[int]]:
    """Flows with entries and exits of a month hidden together, in two months of a year at least.

    Returns:
        The flows, and the return years whose totals must be hidden too: there, no child could be
        moved from one month to another without the totals telling.
    """
    if flows.is_empty():
        return flows, set()
    entries, exits = flows["entries"].to_list(), flows["exits"].to_list()
    years = flows.select(return_year_of(pl.col("month"))).to_series().to_list()
    least = [min(pair) for pair in zip(entries, exits, strict=True)]
    hidden = [is_small(a, limit) or is_small(b, limit) for a, b in zip(entries, exits, strict=True)]
    withheld = set()
    for year in set(years):
        rows = [i for i, value in enumerate(years) if value == year]
        spare = sorted(
            (i for i in rows if not hidden[i]),
            key=lambda i: (least[i] == 0, entries[i]),
            reverse=True,
        )
        if len(spare) == len(rows):
            continue
        while sum(hidden[i] and least[i] > 0 for i in rows) < 2:
            if not spare:
                withheld.add(year)
                break
            hidden[spare.pop()] = True
    again = pl.col("re_entries")
    other = pl.col("entries") - again
    few = (
        again.is_between(1, limit) | other.is_between(1, limit) | (pl.Series(hidden) & (again > 0))
    )
    shown = flows.with_columns(pl.when(~few).then(again).alias("re_entries"))
    return blank(shown, hidden, ["entries", "exits"]), withheld


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
