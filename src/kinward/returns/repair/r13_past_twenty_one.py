"""R13: nobody is looked after at 21: an episode that runs so far was never closed.

It is ended at the 18th birthday, when care ends for almost everyone, and marked as assumed.
"""

from __future__ import annotations

import polars as pl

from kinward.dates import birthday_of
from kinward.returns.repair.repair import Repair

_LAST_KNOWN = pl.coalesce(pl.col("DEC"), pl.col("year_end"))

REPAIR = Repair(
    code="R13",
    table="Episodes",
    title="Ended at the 18th birthday an episode that runs past the 21st.",
    when=(birthday_of(pl.col("DOB"), 21) < _LAST_KNOWN)
    & (pl.col("DECOM") < birthday_of(pl.col("DOB"), 18)),
    change={"DEC": birthday_of(pl.col("DOB"), 18), "end_assumed": pl.lit(value=True)},
)
