"""R02: an episode that starts after its return's year has ended has not happened yet."""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair

REPAIR = Repair(
    code="R02",
    table="Episodes",
    title="Left out an episode that starts after the end of its return's year.",
    when=pl.col("DECOM") > pl.col("year_end"),
)
