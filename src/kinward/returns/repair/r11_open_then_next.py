"""R11: an episode left open although the child's next one has begun ends where that begins."""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair, following

REPAIR = Repair(
    code="R11",
    table="Episodes",
    title="Closed an open episode on the day the child's next episode starts.",
    when=pl.col("DEC").is_null() & following("DECOM").is_not_null(),
    change={"DEC": following("DECOM"), "REC": pl.lit("X1")},
)
