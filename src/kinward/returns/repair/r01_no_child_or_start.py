"""R01: an episode that belongs to no child, or starts on no day, cannot be placed in time."""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair

REPAIR = Repair(
    code="R01",
    table="Episodes",
    title="Left out an episode without a child identifier or a start date.",
    when=pl.col("CHILD").is_null() | pl.col("DECOM").is_null(),
)
