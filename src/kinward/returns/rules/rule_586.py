"""586. Missing before birth."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="586",
    level="warning",
    view="Missing",
    columns=("MIS_START",),
    title="Missing before birth",
    message=(
        "The missing period starts before the child's date of birth. Correct the start or the "
        "date of birth."
    ),
    when=col("MIS_START") < col("DOB"),
)
