"""581. Missing before care began."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="581",
    level="warning",
    view="Missing",
    columns=("MIS_START",),
    title="Missing before care began",
    message=(
        "The missing period starts before the child began to be looked after. Correct the "
        "start, or the episodes."
    ),
    when=col("MIS_START") < col("first_care"),
)
