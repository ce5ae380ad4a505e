"""446. Placement order before December 2005."""

import polars as pl
from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="446",
    level="warning",
    view="Episodes",
    columns=("LS", "DECOM"),
    title="Placement order before December 2005",
    message=(
        "Placement orders (E1) began in December 2005. Correct the legal status or the start."
    ),
    when=(col("LS") == "E1") & (col("DECOM") < pl.date(2005, 12, 1)),
)
