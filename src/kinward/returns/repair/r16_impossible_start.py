"""R16: an episode that starts before the child's birth, or before the return existed.

Where the returns of earlier years do not list it, the start is what is wrong: the child was in care
in the return's year and not as far as is known before. The start is taken as the first day of that
year, or the day of birth if that is later. Left as it is, the child would be counted in every month
since, and lose a date of birth that is right (R23).
"""

from __future__ import annotations

import polars as pl

from kinward.returns.repair.repair import Repair

REPAIR = Repair(
    code="R16",
    table="Episodes",
    title="Assumed the start of an episode that starts before birth or before 14 October 1991.",
    when=pl.col("start_impossible"),
    change={"DECOM": pl.max_horizontal("year_start", "born")},
)
