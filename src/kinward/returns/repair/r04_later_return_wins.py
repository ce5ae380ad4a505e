"""R04: an episode that several returns list is taken from the latest of them.

The key of an episode is the child and DECOM. This is what joins a child's episodes over the years:
an episode left open by one return is closed by the next.
"""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair, following

REPAIR = Repair(
    code="R04",
    table="Episodes",
    title="Took an episode that several returns list from the latest return.",
    when=(following("DECOM") == pl.col("DECOM")) & (following("year") > pl.col("year")),
)
