"""503F. The Ofsted register number differs from last year's open episode."""

from polars import col

from kinward.returns.rules.conditions import same_as_last_year
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="503F",
    level="warning",
    view="Episodes",
    columns=("URN",),
    title="The Ofsted register number differs from last year's open episode",
    message=(
        "The episode was open at the end of the last return; the Ofsted register number was "
        "another one there. Correct the one that is wrong, or end the episode and start a new "
        "one."
    ),
    when=same_as_last_year() & (col("URN") != col("before_URN")),
)
