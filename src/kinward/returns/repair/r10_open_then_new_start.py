"""R10: open at the end of a year, and the next return begins with a new start of care.

The child left and came back; the day of leaving is not known. It was after the year's last day, on
which the child was still listed.
"""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair, following

_AFTER_THE_YEAR = pl.col("year_end") + pl.duration(days=1)

REPAIR = Repair(
    code="R10",
    table="Episodes",
    title="Ended an open episode before a later return's new start of care.",
    when=pl.col("DEC").is_null()
    & (following("RNE") == "S")
    & (following("year") > pl.col("year"))
    & (following("DECOM") > _AFTER_THE_YEAR),
    change={"DEC": _AFTER_THE_YEAR, "end_assumed": pl.lit(value=True)},
)
