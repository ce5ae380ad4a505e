"""358. Youth justice status under 10."""

from polars import col

from kinward.reference.code_groups import YOUTH_JUSTICE
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="358",
    level="warning",
    view="Episodes",
    columns=("LS",),
    title="Youth justice status under 10",
    message=(
        "A child under 10 cannot have a legal status of youth justice (J1 to J3). Correct the "
        "status or the date of birth."
    ),
    when=col("LS").is_in(YOUTH_JUSTICE) & (col("age_at_start") < 10),
)
