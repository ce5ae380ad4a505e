"""503C. The category of need differs from last year's open episode."""

from polars import col

from kinward.returns.rules.conditions import same_as_last_year
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="503C",
    level="warning",
    view="Episodes",
    columns=("CIN",),
    title="The category of need differs from last year's open episode",
    message=(
        "The episode was open at the end of the last return; the category of need was another "
        "one there. Correct the one that is wrong, or end the episode and start a new one."
    ),
    when=same_as_last_year() & (col("CIN") != col("before_CIN")),
)
