"""R07: an episode that has ended on a day that cannot be.

An end before the start, or one that is not a date, says that the episode ended in the return's year
but not when. The end is taken as the start of the child's next episode, else as the last day of the
year, and marked as assumed, so that durations do not count it.
"""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair, following

_IN_THE_YEAR = pl.min_horizontal(following("DECOM"), pl.col("year_end"))

REPAIR = Repair(
    code="R07",
    table="Episodes",
    title="Assumed the end of an episode whose end is not a date, or is before its start.",
    when=(pl.col("DEC") < pl.col("DECOM")) | pl.col("end_unreadable"),
    change={"DEC": _IN_THE_YEAR, "end_assumed": pl.lit(value=True)},
)
