"""578. Missing after the child left care."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="578",
    level="warning",
    view="Missing",
    columns=("MIS_START",),
    title="Missing after the child left care",
    message=(
        "The missing period starts after the child left care. Correct the start, or the episodes."
    ),
    when=col("MIS_START") > col("care_to"),
)
