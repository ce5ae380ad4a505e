"""Hiding entries and exits, which the published totals of looked after children tie together."""

from __future__ import annotations

import polars as pl

from kinward.dates import return_year_of
from kinward.reports.disclosure.cells import is_small
from kinward.reports.disclosure.frames import blank


def hide_flows(flows: pl.DataFrame, limit: int) -> pl.DataFrame:
    """Entries and exits of a month hidden together, and in two months of a return year at least."""
    if flows.is_empty():
        return flows
    entries, exits = flows["entries"].to_list(), flows["exits"].to_list()
    years = flows.select(return_year_of(pl.col("month"))).to_series().to_list()
    hidden = [is_small(a, limit) or is_small(b, limit) for a, b in zip(entries, exits, strict=True)]
    for year in set(years):
        rows = [i for i, value in enumerate(years) if value == year]
        least = [min(entries[i], exits[i]) for i in rows]
        while (
            0 < sum(hidden[i] for i in rows) < len(rows)
            and sum(hidden[i] and least[k] > 0 for k, i in enumerate(rows)) < 2
        ):
            spare = [i for i in rows if not hidden[i]]
            hidden[min(spare, key=lambda i: (min(entries[i], exits[i]) == 0, entries[i]))] = True
    again = pl.col("re_entries")
    other = pl.col("entries") - again
    few = (
        again.is_between(1, limit) | other.is_between(1, limit) | (pl.Series(hidden) & (again > 0))
    )
    shown = flows.with_columns(pl.when(~few).then(again).alias("re_entries"))
    return blank(shown, hidden, ["entries", "exits"])


def hide_years(years: pl.DataFrame, limit: int) -> pl.DataFrame:
    """Entries and exits of a year hidden together; DfE's counts where they or the gap are small."""
    if years.is_empty():
        return years
    pair = pl.col("entries").is_between(1, limit) | pl.col("exits").is_between(1, limit)
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
