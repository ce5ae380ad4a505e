"""R06: an end after the return's year is a plan, not an end."""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair

REPAIR = Repair(
    code="R06",
    table="Episodes",
    title="Treated as open an episode that ends after the end of its return's year.",
    when=pl.col("DEC") > pl.col("year_end"),
    change={"DEC": pl.lit(None, pl.Date), "REC": pl.lit(None, pl.String)},
)
