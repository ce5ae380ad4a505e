"""445. Freeing order after December 2005."""

import polars as pl
from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="445",
    level="warning",
    view="Episodes",
    columns=("LS", "DECOM"),
    title="Freeing order after December 2005",
    message="Freeing orders (D1) ended in December 2005. Correct the legal status or the start.",
    when=(col("LS") == "D1") & (col("DECOM") > pl.date(2005, 12, 31)),
)
