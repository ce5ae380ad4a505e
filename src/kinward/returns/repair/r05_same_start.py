"""R05: of two different episodes that start on one day, the one that lasts longer is kept."""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair, following

REPAIR = Repair(
    code="R05",
    table="Episodes",
    title="Kept the longer of two different episodes that start on the same day.",
    when=following("DECOM") == pl.col("DECOM"),
)
