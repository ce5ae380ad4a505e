"""503D. The placement type differs from last year's open episode.

A code that was withdrawn between the two returns has to change.
"""

from polars import col

from kinward.reference.codes import known_absent
from kinward.returns.rules.conditions import same_as_last_year
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="503D",
    level="error",
    view="Episodes",
    columns=("PLACE",),
    title="The placement type differs from last year's open episode",
    message=(
        "The episode was open at the end of the last return; the placement type was another "
        "one there. Correct the one that is wrong, or end the episode and start a new one."
    ),
    when=same_as_last_year()
    & (col("PLACE") != col("before_PLACE"))
    & ~known_absent("PLACE", col("before_PLACE"), col("year")),
)
