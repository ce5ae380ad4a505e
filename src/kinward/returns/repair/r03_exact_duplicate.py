"""R03: a row that stands twice in one return counts once."""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair, following
from kinward.returns.schema import TABLES

_SAME_ROW = pl.all_horizontal(
    pl.col(name).eq_missing(pl.col(name).shift(-1)) for name in TABLES["Episodes"].names
)

REPAIR = Repair(
    code="R03",
    table="Episodes",
    title="Dropped an exact duplicate of another episode in the same return.",
    when=(following("year") == pl.col("year")) & _SAME_ROW,
)
