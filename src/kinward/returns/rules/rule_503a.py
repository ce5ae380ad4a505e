"""503A. The reason for the new episode differs from last year's open episode."""

from polars import col

from kinward.returns.rules.conditions import same_as_last_year
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="503A",
    level="warning",
    view="Episodes",
    columns=("RNE",),
    title="The reason for the new episode differs from last year's open episode",
    message=(
        "The episode was open at the end of the last return; the reason for the new episode "
        "was another one there. Correct the one that is wrong, or end the episode and start a "
        "new one."
    ),
    when=same_as_last_year() & (col("RNE") != col("before_RNE")),
)
