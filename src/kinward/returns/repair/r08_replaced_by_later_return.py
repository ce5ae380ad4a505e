"""R08: an episode left open, whose days the later return gives to one that starts earlier.

The later return has corrected the start date: the child and DECOM differ, the stay is the same.
"""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair, preceding

_STILL_RUNNING = preceding("DEC").is_null() | (preceding("DEC") > pl.col("year_end"))

REPAIR = Repair(
    code="R08",
    table="Episodes",
    title="Left out an open episode that a later return replaces by one with an earlier start.",
    when=pl.col("DEC").is_null()
    & pl.col("next_return").is_not_null()
    & (preceding("year") > pl.col("year"))
    & _STILL_RUNNING,
)
