"""How prices spread, exactly: in quarters of a penny, so that no float is on the way."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.ledger.amounts import half_even

LOWEST, LOWER, MEDIAN, UPPER, HIGHEST = range(5)
SPREAD: Final = {
    "lowest": LOWEST,
    "lower_quartile": LOWER,
    "median": MEDIAN,
    "upper_quartile": UPPER,
    "highest": HIGHEST,
}
"""The figures of a spread, by name, and how many quarters of the values lie below each."""


def quarters(column: str, below: int) -> pl.Expr:
    """Four times the value below which so many quarters of a group lie, as a whole number.

    For `group_by().agg()` of whole numbers without nulls; null of none. Between two values it is
    linear: the value at position (n - 1) x `below` / 4 of the sorted ones, counted from 0 (Hyndman
    and Fan's definition 7, that of spreadsheets).
    """
    ordered = pl.col(column).sort()
    last = pl.len().cast(pl.Int64) - 1
    place, rest = last * below // 4, last * below % 4
    following = pl.min_horizontal(place + 1, last)
    low = ordered.get(place, null_on_oob=True)
    high = ordered.get(following, null_on_oob=True)
    return low * (4 - rest) + high * rest


def spreads(prices: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """How prices spread in each group, in whole pence.

    Each figure is rounded here, once, half to even.

    Args:
        prices: the columns of `by`, and `weekly` in pence.

    Returns:
        `by`, `priced` (how many), `mean`, and the figures of `SPREAD`; the groups in their order.
    """
    found = prices.group_by(by, maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("priced"),
        pl.col("weekly").sum().alias("sum"),
        *(quarters("weekly", below).alias(name) for name, below in SPREAD.items()),
    )
    number = found["priced"].to_numpy()
    return found.select(
        *by,
        "priced",
        pl.Series("mean", half_even(found["sum"].to_numpy(), number)),
        *(pl.Series(name, half_even(found[name].to_numpy(), 0 * number + 4)) for name in SPREAD),
    )
