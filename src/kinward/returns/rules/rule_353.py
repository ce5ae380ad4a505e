"""353. Starts before 14 October 1991."""

from polars import col

from kinward.returns.rules.rule import Rule
from kinward.returns.schema import RETURN_BEGAN

RULE = Rule(
    code="353",
    level="warning",
    view="Episodes",
    columns=("DECOM",),
    title="Starts before 14 October 1991",
    message=(
        "The episode starts before the return existed in this form, 14 October 1991. Correct "
        "the start."
    ),
    when=col("DECOM") < RETURN_BEGAN,
)
