"""R20: a row without a child identifier says nothing of anyone."""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair

REPAIR = Repair(
    code="R20",
    table=None,
    title="Left out a row without a child identifier.",
    when=pl.col("CHILD").is_null(),
)
