"""R15: a reason for ending without any date is no end: the episode is still open.

A blank DEC is how the return says that an episode goes on; some systems fill REC in ahead of it.
"""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair

REPAIR = Repair(
    code="R15",
    table="Episodes",
    title="Treated as open an episode with a reason for ending but no end date.",
    when=pl.col("DEC").is_null() & pl.col("REC").is_not_null(),
    change={"REC": pl.lit(None, pl.String)},
)
