"""R14: an episode that starts at 18 or over and runs past the 21st birthday is not care."""

from __future__ import annotations

import polars as pl

from kinward.dates import birthday_of
from kinward.returns.repair.repair import Repair

REPAIR = Repair(
    code="R14",
    table="Episodes",
    title="Left out an episode that starts at 18 or over and runs past the 21st birthday.",
    when=pl.coalesce(pl.col("DEC"), pl.col("year_end")) > birthday_of(pl.col("DOB"), 21),
)
