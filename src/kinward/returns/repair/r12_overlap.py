"""R12: an episode that runs into the child's next one is shortened to where that begins."""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair, following

REPAIR = Repair(
    code="R12",
    table="Episodes",
    title="Shortened an episode that overlaps the child's next one.",
    when=pl.col("DEC") > following("DECOM"),
    change={"DEC": following("DECOM")},
)
