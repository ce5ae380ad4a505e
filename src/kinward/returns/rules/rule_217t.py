"""217t. Independent living after October 2023."""

import polars as pl
from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="217t",
    level="warning",
    view="Episodes",
    columns=("PLACE",),
    title="Independent living after October 2023",
    message=(
        "P2 is no placement type from 28 October 2023. Code the placement as what it is from "
        "that day."
    ),
    when=(col("PLACE") == "P2") & (col("to") > pl.date(2023, 10, 28)),
)
