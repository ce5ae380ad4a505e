"""431. A start of care on the day the one before ended.

A change between short breaks and another status does start a period of care.
"""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="431",
    level="error",
    view="Episodes",
    columns=("RNE", "DECOM"),
    title="A start of care on the day the one before ended",
    message=(
        "The child begins to be looked after on the day on which the episode before ends: "
        "that is one period of care. Correct the RNE, or the dates."
    ),
    when=(col("RNE") == "S")
    & (col("DECOM") == col("prior_DEC"))
    & ~col("short_break")
    & ~col("prev_short_break").fill_null(False),
)
