"""Hiding counts in frames, and the shares made from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from kinward.reports.disclosure.cells import hide_row


def parts(frame: pl.DataFrame, count: str, limit: int, *, by: str | None = None) -> pl.DataFrame:
    """Hide small parts of a total (one for each value of `by`), and the shares made from them."""
    if frame.is_empty():
        return frame
    groups = frame[by].to_list() if by else [0] * frame.height
    counts = frame[count].to_list()
    hidden = [False] * frame.height
    for group in set(groups):
        rows = [i for i, value in enumerate(groups) if value == group]
        for i in hide_row([counts[i] for i in rows], limit):
            hidden[rows[i]] = True
    return blank(frame, hidden, [count, *({"share"} & set(frame.columns))])


def share_of(frame: pl.DataFrame, part: str, whole: str, limit: int) -> pl.DataFrame:
    """Hide `part` and its percentage where it or the rest is small, `whole` where it is small."""
    if frame.is_empty():
        return frame
    rest = pl.col(whole) - pl.col(part)
    few = pl.col(whole).is_between(1, limit)
    close = few | pl.col(part).is_between(1, limit) | rest.is_between(1, limit)
    derived = [name for name in (part, f"{part}_pct") if name in frame.columns]
    return frame.with_columns(
        *(pl.when(~close).then(pl.col(name)).alias(name) for name in derived),
        pl.when(~few).then(pl.col(whole)).alias(whole),
    )


def blank(frame: pl.DataFrame, hidden: Sequence[bool], columns: Iterable[str]) -> pl.DataFrame:
    """Null the columns in the rows that are hidden."""
    mask = pl.Series(hidden, dtype=pl.Boolean)
    return frame.with_columns(pl.when(~mask).then(pl.col(name)).alias(name) for name in columns)
