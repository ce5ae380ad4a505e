"""R09: open at the end of a year, and the child is not in the next return at all.

The child was looked after on the last day of the return's year and is not listed afterwards: the
day of leaving is not known. Left open, the child would be counted for ever.
"""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair

REPAIR = Repair(
    code="R09",
    table="Episodes",
    title="Ended, the day after its return's year, an open episode that no later return mentions.",
    when=pl.col("DEC").is_null() & pl.col("next_return").is_not_null() & ~pl.col("in_next_return"),
    change={
        "DEC": pl.col("year_end") + pl.duration(days=1),
        "end_assumed": pl.lit(value=True),
    },
)
