"""K02. Two episodes start on one day.

An episode that ends on the day it starts leaves room for the next.
"""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K02",
    level="error",
    view="Episodes",
    columns=("DECOM",),
    title="Two episodes start on one day",
    message=(
        "The child has another episode in the same return that starts on the same day. Keep "
        "the right one."
    ),
    when=(col("DECOM") == col("prev_DECOM"))
    & (col("prev_DEC") != col("prev_DECOM")).fill_null(True),
)
