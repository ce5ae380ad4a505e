"""All twelve tables repaired: episodes' rows, headers, episodes' ends, the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinward.returns.model import REPAIR_SCHEMA
from kinward.returns.repair import episodes as episode_repairs
from kinward.returns.repair import headers, others
from kinward.returns.repair.engine import apply
from kinward.returns.repair.r20_no_child import REPAIR as NO_CHILD

JOINS: Final = frozenset({"R04", "R21", "R30"})
"""The repairs that joining returns makes of itself: what several returns list is kept once. They
are no sign that anything was wrong."""


def repaired_tables(
    tables: Mapping[str, pl.DataFrame], unparsed: pl.DataFrame
) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """All twelve tables repaired, and the log (`REPAIR_SCHEMA`).

    Args:
        tables: as read.
        unparsed: the values in them that are there but are not dates (`UNPARSED_SCHEMA`).
    """
    stitched, logs = episode_repairs.stitch(tables["Episodes"], unparsed, tables["Header"])
    header, header_logs = apply(tables["Header"], "Header", (NO_CHILD,))
    header, more = headers.one_row_a_child(header, stitched, tables)
    episodes, end_logs = episode_repairs.settle_ends(stitched, header.select("CHILD", "DOB"))
    logs += [*header_logs, *more, *end_logs]
    repaired: dict[str, pl.DataFrame] = {"Header": header, "Episodes": episodes}
    for name, frame in tables.items():
        if name not in repaired:
            repaired[name], other_logs = others.once_each(name, frame)
            logs += other_logs
    log = pl.concat(logs) if logs else pl.DataFrame(schema=REPAIR_SCHEMA)
    return repaired, log


def titles() -> dict[str, str]:
    """What each repair does, by code."""
    steps = (
        *episode_repairs.BEFORE,
        *episode_repairs.ROWS,
        *episode_repairs.ENDS,
        *episode_repairs.AGES,
        NO_CHILD,
    )
    named = {step.code: step.title for step in steps}
    return dict(sorted({**named, **headers.TITLES, **others.TITLES}.items()))
