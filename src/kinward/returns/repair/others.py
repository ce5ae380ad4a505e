"""The tables beside Header and Episodes: what several returns list is kept once (R30)."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.returns.repair.engine import apply, in_order, log
from kinward.returns.repair.r20_no_child import REPAIR as NO_CHILD

TITLES: Final = {"R30": "Kept once, from the latest return, an entry that several rows list."}

_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "Reviews": ("REVIEW",),
    "UASC": (),
    "OC2": ("year",),
    "OC3": ("year",),
    "AD1": (),
    "PlacedAdoption": ("DATE_PLACED",),
    "PrevPerm": ("PREV_PERM", "DATE_PERM"),
    "Missing": ("MIS_START",),
    "SWEpisodes": ("SW_DECOM",),
    "DoLo": ("DOLO_START",),
}
"""What makes two rows of one child the same entry."""


def once_each(table: str, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Keep each entry once: the one of the latest return, and in that the last row.

    Returns:
        The table sorted by CHILD and its key, and the logs.
    """
    if frame.is_empty():
        return frame, []
    frame, logs = apply(frame, table, (NO_CHILD,))
    key = _KEYS[table]
    frame = in_order(frame, [*key, *(() if "year" in key else ("year",))])
    following = [pl.col(name).eq_missing(pl.col(name).shift(-1)) for name in ("CHILD", *key)]
    not_last = pl.int_range(pl.len()) < pl.len() - 1
    again = frame.select(pl.all_horizontal(following) & not_last).to_series()
    if again.any():
        logs.append(log(frame.filter(again), "R30", table))
    return frame.filter(~again), logs
